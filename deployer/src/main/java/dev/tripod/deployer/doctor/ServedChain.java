package dev.tripod.deployer.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// The certificates that a server shows, whatever they are worth: one that has expired is to be
/// told as such. Nothing is sent on the connection, so it does not matter whom it leads to; whether
/// the server is trusted shows in the calls of other checks.
final class ServedChain {
  private static final int MILLIS = Math.toIntExact(Duration.ofSeconds(2).toMillis());

  private ServedChain() {}

  static List<X509Certificate> of(String host, int port)
      throws IOException, GeneralSecurityException {
    var shown = new AtomicReference<List<X509Certificate>>(List.of());
    var context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Noting(shown)}, null);
    try (var plain = new Socket()) {
      plain.connect(new InetSocketAddress(host.replaceAll("^\\[|]$", ""), port), MILLIS);
      plain.setSoTimeout(MILLIS);
      shake((SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true), shown);
    }
    return shown.get();
  }

  /// A server that asks for a certificate of ours has shown its own before.
  private static void shake(SSLSocket socket, AtomicReference<List<X509Certificate>> shown)
      throws IOException {
    try (socket) {
      socket.startHandshake();
    } catch (IOException e) {
      if (shown.get().isEmpty()) {
        throw e;
      }
    }
  }

  private static final class Noting extends X509ExtendedTrustManager {
    private final AtomicReference<List<X509Certificate>> shown;

    Noting(AtomicReference<List<X509Certificate>> shown) {
      this.shown = shown;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      shown.set(List.of(chain));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      shown.set(List.of(chain));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      shown.set(List.of(chain));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("no server");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("no server");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

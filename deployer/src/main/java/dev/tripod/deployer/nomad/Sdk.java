package dev.tripod.deployer.nomad;

import com.hashicorp.nomad.javasdk.NomadApiClient;
import com.hashicorp.nomad.javasdk.NomadApiConfiguration;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;

/// Builds the SDK's client over an HTTP client of ours: its own has two connections per host, waits
/// forever and repeats every request, writes too.
final class Sdk {
  private static final int CONNECTIONS = 32;

  private Sdk() {}

  static NomadApiClient client(Endpoint nomad, Duration timeout) {
    var millis = Math.toIntExact(timeout.toMillis());
    var limits =
        RequestConfig.custom()
            .setConnectTimeout(Math.min(millis, Math.toIntExact(Nomad.CONNECT.toMillis())))
            .setConnectionRequestTimeout(millis)
            .setSocketTimeout(millis)
            .build();
    var http =
        HttpClients.custom()
            .setSSLContext(nomad.tls().orElse(null))
            .setDefaultRequestConfig(limits)
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS)
            .disableAutomaticRetries()
            // One with a certificate of ours would be kept for that identity, and never used again.
            .disableConnectionState()
            .build();
    var configuration = new NomadApiConfiguration.Builder().setAddress(nomad.url().toString());
    nomad.token().ifPresent(configuration::setAuthToken);
    return new NomadApiClient(configuration.build(), http);
  }

  static void close(NomadApiClient client) {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

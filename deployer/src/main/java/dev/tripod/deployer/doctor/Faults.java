package dev.tripod.deployer.doctor;

import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;

/// Faults of connections as people say them.
final class Faults {
  private Faults() {}

  static String words(Throwable fault) {
    return switch (fault) {
      case HttpTimeoutException _ -> "no answer in time";
      case ConnectException _ -> "the connection is refused";
      case SSLException tls -> "TLS fails (" + tls.getMessage() + ")";
      default -> fault.getMessage() == null ? fault.toString() : fault.getMessage();
    };
  }
}

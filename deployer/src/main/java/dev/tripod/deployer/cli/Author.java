package dev.tripod.deployer.cli;

import dev.tripod.deployer.nomad.Signature;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;

/// The person at the command line: the OS user and the host's name.
final class Author {
  private Author() {}

  /// `root@node1`, without blanks
  static String name() {
    return (System.getProperty("user.name") + "@" + host()).replaceAll("\\s+", "_");
  }

  /// Signs what this person does now.
  static Signature of(String what, String reason) {
    return new Signature(what, name(), Instant.now(), reason);
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "unknown-host";
    }
  }
}

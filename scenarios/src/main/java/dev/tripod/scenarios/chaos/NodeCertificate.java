package dev.tripod.scenarios.chaos;

import java.time.Duration;

/// What a machine's Consul and Nomad prove with that they belong to the cluster. Commands for its
/// shell; nothing is run here.
///
/// @param file its key is beside it, and stays there
record NodeCertificate(String file) {
  /// Where site.yml puts it (certificates_directory in ansible/group_vars).
  static final NodeCertificate OF_AGENTS = new NodeCertificate("/etc/tripod/tls/node.pem");

  /// The machine takes the fault back by itself then, if nobody else has: longer than a run's
  /// load.
  private static final Duration AT_MOST = Duration.ofMinutes(10);

  private static final String TIMER = "chaos-certificate";

  /// A reload would do for Nomad. Consul would keep the connections that it has, which showed
  /// the certificate before.
  private static final String RESTART = "systemctl restart consul nomad";

  private static final String STOP_TIMER =
      "systemctl stop " + TIMER + ".timer 2>/dev/null || true\n";

  /// Prints a request for another certificate of the same key, for the same names and uses.
  String request() {
    return "openssl x509 -x509toreq -copy_extensions copy -in %1$s -key %1$s.key".formatted(file);
  }

  /// Puts another one in its place, which the agents start with. Done twice, it keeps the right
  /// one all the same.
  ///
  /// @param other as PEM
  String replace(String other) {
    return STOP_TIMER
        + """
        set -e
        [ -e %1$s.kept ] || cp -p %1$s %1$s.kept
        systemd-run --quiet --collect --unit=%2$s --on-active=%3$d /bin/sh -c '%4$s'
        cat >%1$s <<'END'
        %5$sEND
        %6$s
        """
            .formatted(file, TIMER, AT_MOST.toSeconds(), takeBack(), other, RESTART);
  }

  /// Puts the right one back, if it is not there.
  String restore() {
    return STOP_TIMER + takeBack();
  }

  /// The right one is kept until the agents have it, so that this can be done again. One line
  /// without quotes and variables, as systemd-run has its own rules for them.
  private String takeBack() {
    return "set -e; [ -e %1$s.kept ] || exit 0; cp -p %1$s.kept %1$s; %2$s; rm -f %1$s.kept"
        .formatted(file, RESTART);
  }
}

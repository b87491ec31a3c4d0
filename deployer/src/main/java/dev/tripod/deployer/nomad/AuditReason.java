package dev.tripod.deployer.nomad;

/// Why a call changes something, as a header that the gate writes into the cluster's audit.
final class AuditReason {
  /// Characters; a header and a line of a log are no place for more.
  private static final int LONGEST = 200;

  private AuditReason() {}

  /// The reason in one line of ASCII, all that a header can hold.
  static String header(String reason) {
    var line = reason.strip().replaceAll("\\s+", " ").replaceAll("[^ -~]", "?");
    return line.substring(0, Math.min(LONGEST, line.length()));
  }
}

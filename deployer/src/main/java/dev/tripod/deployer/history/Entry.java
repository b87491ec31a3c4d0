package dev.tripod.deployer.history;

import dev.tripod.deployer.nomad.Change;
import dev.tripod.deployer.nomad.JobVersion;
import java.util.List;

/// One version of a job with its origin, in the shape that `history --json` prints.
///
/// @param at when it was submitted, as ISO 8601 in UTC
/// @param changes from an earlier version, field by field
public record Entry(
    long version,
    String at,
    boolean live,
    boolean stable,
    boolean stopped,
    Origin origin,
    List<Change> changes) {
  static Entry of(JobVersion version, boolean live, Origin origin) {
    return new Entry(
        version.version(),
        version.at().toString(),
        live,
        version.stable(),
        version.stopped(),
        origin,
        version.changes());
  }

  /// `version 3, live, 2026-03-01T12:00:00Z, stable, submit by root@node1: more memory`
  public String headline() {
    return "version %d%s, %s, %s, %s"
        .formatted(
            version,
            live ? ", live" : "",
            at.replaceFirst("\\.\\d+", ""),
            stopped ? "stopped" : stable ? "stable" : "not stable",
            origin.text());
  }
}

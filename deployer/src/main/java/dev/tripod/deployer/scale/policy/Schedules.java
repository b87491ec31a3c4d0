package dev.tripod.deployer.scale.policy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/// Reads schedules: nomad-autoscaler's `start` with either `end` or `duration`, and our
/// `time_zone`.
final class Schedules {
  private static final String FIELDS = "five fields of a crontab, such as \"0 9 * * 1-5\"";

  private Schedules() {}

  /// Empty when something is wrong, which the block then knows. No other words are in the block.
  static Optional<Schedule> only(Block block) {
    Optional<String> start = block.parsed("start", FIELDS, Schedules::fields);
    Optional<String> end = block.parsed("end", FIELDS, Schedules::fields);
    Optional<Duration> duration = block.duration("duration");
    ZoneId zone =
        block
            .parsed("time_zone", "a time zone such as \"Europe/Paris\"", Schedules::zone)
            .orElse(ZoneOffset.UTC);
    block.require("start", FIELDS);
    if (end.isPresent() == duration.isPresent()) {
      block.problem("end", "exactly one of end and duration");
    }
    block.refuseOthers();
    return start.map(fields -> new Schedule(fields, end, duration, zone));
  }

  private static Optional<String> fields(String text) {
    try {
      Schedule.parse(text);
      return Optional.of(text);
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String text) {
    try {
      return Optional.of(ZoneId.of(text));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }
}

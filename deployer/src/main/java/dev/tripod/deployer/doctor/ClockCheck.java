package dev.tripod.deployer.doctor;

import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// How far the clock of a node is from this machine's.
record ClockCheck(String node, Endpoint endpoint) implements Check {
  /// A date in HTTP leaves out what is less than a second: half of that is the best guess.
  private static final Duration LEFT_OUT = Duration.ofMillis(500);

  @Override
  public String what() {
    return "clock of " + node;
  }

  @Override
  public List<Finding> look() throws InterruptedException {
    try {
      var answer = new Probe(Api.NOMAD, endpoint).ask("/v1/status/leader");
      return List.of(
          answer
              .date()
              .map(date -> finding(offset(date, answer.asked(), answer.came())))
              .orElseGet(() -> Finding.skipped(what(), "The answer tells no time.")));
    } catch (IOException | DateTimeException e) {
      return List.of(Finding.skipped(what(), "It cannot be asked: " + e.getMessage()));
    }
  }

  private Finding finding(Duration offset) {
    return Finding.of(
        Thresholds.clock(offset),
        what(),
        "It is %.1f s from this machine's.".formatted(offset.toMillis() / 1000.0),
        "Which one is right? `timedatectl` tells whether a clock is synchronized.");
  }

  /// From this machine's clock to the server's.
  ///
  /// @return positive when the server's clock is ahead
  static Duration offset(String date, Instant asked, Instant came) {
    var there = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    var here = asked.plus(Duration.between(asked, came).dividedBy(2));
    return Duration.between(here, there.plus(LEFT_OUT));
  }
}

package dev.tripod.deployer.scale;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A person's word that a group's count shall stay as it is for a while. It is kept in the
/// meta of the newest scaling event; so the next one ends it, and it ends by itself.
///
/// @param by the name of the person
public record Hold(Instant until, String by, String reason) {
  private static final String UNTIL = "tripod_hold_until";
  private static final String BY = "tripod_by";
  private static final String REASON = "tripod_reason";

  /// Who made a scaling event, where the deployer's person did.
  public static Optional<String> author(Map<String, String> meta) {
    return Optional.ofNullable(meta.get(BY));
  }

  public static Map<String, String> signed(String by, String reason) {
    return Map.of(BY, by, REASON, reason);
  }

  /// What a scaling event's meta says; empty also when it is not understood.
  public static Optional<Hold> read(Map<String, String> meta) {
    try {
      return Optional.ofNullable(meta.get(UNTIL))
          .map(
              until ->
                  new Hold(
                      Instant.parse(until),
                      meta.getOrDefault(BY, "somebody"),
                      meta.getOrDefault(REASON, "no reason given")));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  public Map<String, String> meta() {
    return Map.of(UNTIL, until.toString(), BY, by, REASON, reason);
  }

  public boolean lasts(Instant now) {
    return now.isBefore(until);
  }

  /// `held at 3 until 2026-03-01T12:00:00Z by root@node1: a sale begins`
  public String text(int count) {
    return "held at %d until %s by %s: %s".formatted(count, until, by, reason);
  }
}

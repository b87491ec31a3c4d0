package dev.tripod.keeper;

import java.time.Duration;
import java.util.Optional;

/// What was found when an instance was last asked.
sealed interface Sighting {
  record Up(RedisState state) implements Sighting {}

  /// No process listens: it is dead, or not started yet.
  record Gone(String why) implements Sighting {}

  /// It reads its data from disk, or takes its master's, and answers nothing meanwhile.
  record Loading() implements Sighting {}

  /// No answer in time: frozen, too busy, or out of reach. It may still be serving others.
  record Silent(Duration since, String why) implements Sighting {}

  default Optional<RedisState> answer() {
    return this instanceof Up(RedisState state) ? Optional.of(state) : Optional.empty();
  }
}

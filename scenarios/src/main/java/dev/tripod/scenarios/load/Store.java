package dev.tripod.scenarios.load;

import java.io.IOException;
import java.util.Optional;

/// Where values are kept by key, as one client of it sees that. Every call is bounded in time.
/// An [IOException] is no answer.
public interface Store {
  /// What a write was answered.
  ///
  /// @param status in HTTP's words: 2xx is a success
  record Answer(int status, Outcome outcome) {}

  Answer write(String key, String value) throws IOException, InterruptedException;

  /// Empty when the answer is no value.
  Optional<String> read(String key) throws IOException, InterruptedException;

  void remove(String key) throws IOException, InterruptedException;
}

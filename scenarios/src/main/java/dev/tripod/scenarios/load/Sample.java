package dev.tripod.scenarios.load;

import java.time.Duration;
import java.time.Instant;

/// The outcome of one request. A `status` of 0 means that no answer came; `error` then says why.
/// Beside another status it says what that means to the client, where that is known.
public record Sample(Instant start, Duration latency, int status, String error) {
  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  public Instant end() {
    return start.plus(latency);
  }
}

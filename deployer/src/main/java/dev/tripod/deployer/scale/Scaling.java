package dev.tripod.deployer.scale;

import java.time.Instant;

/// A change of a group's count that has happened.
public record Scaling(Instant at, int from, int to) {

  public boolean isUp() {
    return to > from;
  }
}

package dev.tripod.deployer.scale;

/// The instances of a group at one moment.
///
/// @param desired what Nomad was last asked for
/// @param running those whose tasks run; fewer than `desired` while some start or cannot be placed
public record Count(int desired, int running) {

  public Count {
    if (desired < 0 || running < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative, found desired " + desired + ", running " + running);
    }
  }

  /// Everything that is desired runs.
  public static Count of(int running) {
    return new Count(running, running);
  }
}

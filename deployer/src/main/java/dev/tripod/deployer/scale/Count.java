package dev.tripod.deployer.scale;

/// The instances of a group at one moment.
///
/// @param desired what Nomad was last asked for
/// @param placed those that have a node; fewer than `desired` where some cannot be placed
/// @param running those whose tasks run
/// @param ready those of the running ones that are known to serve
public record Count(int desired, int placed, int running, int ready) {

  public Count {
    if (desired < 0 || placed < 0 || running < 0 || ready < 0) {
      throw new IllegalArgumentException(
          "counts must not be negative, found desired %d, placed %d, running %d, ready %d"
              .formatted(desired, placed, running, ready));
    }
  }

  /// What has a node runs and is ready.
  public Count(int desired, int running) {
    this(desired, running, running, running);
  }

  /// Everything that is desired runs.
  public static Count of(int running) {
    return new Count(running, running);
  }

  /// Those that have a node and do not serve yet.
  public int starting() {
    return Math.max(0, placed - ready);
  }
}

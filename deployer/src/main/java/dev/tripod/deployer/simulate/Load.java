package dev.tripod.deployer.simulate;

/// How many instances a demand needs.
///
/// @param min fewest instances that the policy allows
/// @param max most instances that it allows
/// @param capacity what one instance serves
public record Load(Need need, double capacity, int min, int max) {

  /// The count that serves a demand, limits aside.
  interface Need {
    int of(double demand);
  }

  /// Within the limits: what no system may ask for is nobody's fault.
  int needed(double demand) {
    return Math.clamp(need.of(demand), min, max);
  }
}

package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.policy.Check;
import dev.tripod.deployer.scale.policy.Combination.Want;

/// What one check asks for.
///
/// @param substitute what stood in for its number; empty for a number of now
/// @param reason a clause for people
public record Vote(Check check, int recommended, String substitute, String reason) {

  boolean isReal() {
    return substitute.isEmpty();
  }

  Want want() {
    return new Want(check.name(), check.group(), recommended);
  }

  int limitStep(int desired, int count) {
    return check.strategy().limitStep(desired, count);
  }

  /// `310.0 requests/s per instance, target 150.0`
  String words() {
    return isReal() ? reason : reason + " (" + substitute + ")";
  }
}

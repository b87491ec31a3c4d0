package dev.tripod.deployer.scale.policy;

/// A word of a policy that is wrong.
///
/// @param path where it stands: `policy.check[requests].strategy[target-value].target`
/// @param words what was expected, and what was found
public record Problem(String path, String words) {

  @Override
  public String toString() {
    return path + ": " + words;
  }
}

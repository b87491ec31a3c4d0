package dev.tripod.deployer.rollout;

/// What becomes of the rollouts of the wanted job.
enum Fate {
  GOOD,
  /// The first rollout fails, later ones do not.
  FAILS_ONCE,
  FAILS,
  /// Nothing becomes healthy, and Nomad is slow to give up.
  STUCK
}

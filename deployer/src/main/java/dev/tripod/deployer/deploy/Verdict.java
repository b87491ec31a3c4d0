package dev.tripod.deployer.deploy;

/// How a rollout stands.
public sealed interface Verdict {

  /// Where the next change will show first.
  enum Topic {
    DEPLOYMENTS,
    ALLOCATIONS,
    EVALUATIONS
  }

  /// Not over yet.
  ///
  /// @param progress for a person: `1/2 healthy`
  record Going(Topic next, String progress) implements Verdict {}

  /// Over, and what was wanted runs.
  ///
  /// @param summary for a person: `2/2 healthy`
  record Succeeded(String summary) implements Verdict {}

  /// Over, and what was wanted does not run.
  ///
  /// @param reason for a person, in Nomad's words where there are any
  record Failed(String reason) implements Verdict {}
}

package dev.tripod.deployer.deploy;

/// What is to be done with a job that is registered as wanted. Decided from what is observed alone,
/// so a submission that was interrupted anywhere goes on where it stopped.
public sealed interface Step {

  /// Its rollout had failed: register it as a new attempt.
  record TryAgain(String failure) implements Step {}

  /// Its rollout goes on.
  record Watch() implements Step {}

  /// What is wanted is what runs.
  record Done(String summary) implements Step {}

  /// Decides.
  ///
  /// @param verdict on the rollout of what is registered
  static Step next(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Going _ -> new Watch();
      case Verdict.Succeeded succeeded -> new Done(succeeded.summary());
      case Verdict.Failed failed -> new TryAgain(failed.reason());
    };
  }
}

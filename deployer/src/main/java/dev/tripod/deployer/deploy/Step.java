package dev.tripod.deployer.deploy;

/// What is to be done next with one job. Decided from what is observed alone, so a submission that
/// was interrupted anywhere goes on where it stopped.
public sealed interface Step {

  /// Register the job as the file wants it.
  record Register() implements Step {}

  /// The job is registered as wanted, but its rollout had failed: register it as a new attempt.
  record TryAgain(String failure) implements Step {}

  /// The job is registered as wanted; its rollout goes on.
  record Watch() implements Step {}

  /// What is wanted is what runs.
  record Done(String summary) implements Step {}

  /// Decides for a job that is registered as wanted; any other is to be registered.
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

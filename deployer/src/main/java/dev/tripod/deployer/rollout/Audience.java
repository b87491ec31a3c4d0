package dev.tripod.deployer.rollout;

/// Whoever listens while jobs are submitted. Several jobs speak at the same time.
public interface Audience {
  void hears(Event event);

  /// Asks a question that is answered with yes or no.
  ///
  /// @return false also when nobody is there to answer
  boolean says(String question) throws InterruptedException;
}

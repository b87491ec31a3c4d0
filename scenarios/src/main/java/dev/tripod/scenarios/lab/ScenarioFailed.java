package dev.tripod.scenarios.lab;

/// What a scenario waited for did not come, or something it needs is missing. The message says
/// what, and what to do next.
public final class ScenarioFailed extends RuntimeException {
  public ScenarioFailed(String message) {
    super(message);
  }

  public ScenarioFailed(String message, Throwable cause) {
    super(message, cause);
  }
}

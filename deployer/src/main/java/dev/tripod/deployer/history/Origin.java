package dev.tripod.deployer.history;

/// What a version of a job came of.
///
/// @param trigger what was done, such as `submit`, `scaling` or `automatic revert`
/// @param by a person's name, `autoscaler` or `Nomad`; empty when nobody knows
/// @param reason empty when none was given
public record Origin(String trigger, String by, String reason) {
  private static final String SCALING = "scaling";

  static Origin scaling(String by, String reason) {
    return new Origin(SCALING, by, reason);
  }

  boolean scaling() {
    return trigger.equals(SCALING);
  }

  /// `submit by root@node1: more memory`
  public String text() {
    return trigger
        + " by "
        + (by.isEmpty() ? "somebody" : by)
        + (reason.isEmpty() ? "" : ": " + reason);
  }
}

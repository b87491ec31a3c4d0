package dev.tripod.deployer.simulate;

import java.util.List;

/// How a system did on a trace.
///
/// @param violationMinutes in which fewer instances ran than the demand needed
/// @param instanceHours of all instances, starting ones too
/// @param hoursOverIdeal of those, by how many more were paid for than needed
/// @param changes of the count
/// @param secondsToAdequate from a demand that was too much to enough instances, on average; 0
///     where there was none
/// @param line the counts over time
public record Score(
    String system,
    double violationMinutes,
    double instanceHours,
    double hoursOverIdeal,
    int changes,
    double secondsToAdequate,
    List<Mark> line) {

  /// The counts at one time.
  ///
  /// @param needed by the demand
  /// @param running instances that serve
  public record Mark(double seconds, int needed, int running) {}
}

package dev.tripod.deployer.scale;

import java.time.Duration;

/// One question to the metrics source, and how its answer becomes a count.
///
/// @param query PromQL that gives exactly one number
/// @param unit what the number counts, for people ("requests/s"); the check's name where the policy
///     gives none (ours)
/// @param queryWindow the oldest sample that is still believed; an instant query is the last point
///     of that window
public record Check(
    String name,
    String query,
    String unit,
    Duration queryWindow,
    Strategy strategy,
    OnError onError) {

  /// nomad-autoscaler's `query_window` when the policy gives none.
  public static final Duration DEFAULT_QUERY_WINDOW = Duration.ofMinutes(1);

  /// What a missing sample of this check means for the whole policy.
  public enum OnError {
    /// The other checks may scale out, but nothing scales in on a partial view. (nomad-autoscaler
    /// would let them.)
    IGNORE,
    /// The policy holds.
    FAIL
  }
}

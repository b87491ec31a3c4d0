package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.strategy.Strategy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Questions to the metrics source, and how their answers become a count.
///
/// @param group of checks that belong together; empty for none
/// @param query gives exactly one series; empty where the strategy needs none
/// @param inputs the strategy's further queries
/// @param unit what the number counts, for people ("requests/s"); the check's name where the policy
///     gives none (ours)
/// @param activation from zero instances, the load up to which none is started (ours)
/// @param schedule when the check has a vote; always where it is empty
public record Check(
    String name,
    String group,
    Optional<Query> query,
    List<Query> inputs,
    String unit,
    Strategy strategy,
    double activation,
    OnError onError,
    Fallbacks fallbacks,
    Optional<Schedule> schedule,
    Optional<Forecasting> forecasting) {

  /// nomad-autoscaler's `query_window` when the policy gives none.
  public static final Duration DEFAULT_QUERY_WINDOW = Duration.ofMinutes(1);

  public Check {
    inputs = List.copyOf(inputs);
  }

  /// All that has to be asked.
  public Stream<Query> queries() {
    return Stream.concat(query.stream(), inputs.stream());
  }

  /// The name of one of the strategy's further numbers, among all of the policy's.
  static String key(String check, String word) {
    return check + "." + word;
  }

  /// The word of the strategy for what `query` asks.
  public String word(Query query) {
    return query.key().substring(name.length() + 1);
  }

  /// What a missing sample of this check means for the whole policy.
  public enum OnError {
    /// The other checks may scale out, but nothing scales in on a partial view. (nomad-autoscaler
    /// would let them.)
    IGNORE,
    /// The policy holds.
    FAIL
  }
}

package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How one group scales: the job's `scaling` block, in nomad-autoscaler's words where it has one.
///
/// @param dryRun whether decisions are only told, never carried out
/// @param min fewest instances
/// @param max most instances
/// @param schedule when the policy has effect; always where it is empty
/// @param floors more than `min` instances at certain times (ours)
/// @param panic what counts as a burst (ours); empty where nothing does
public record Policy(
    String id,
    Target target,
    boolean enabled,
    boolean dryRun,
    int min,
    int max,
    Duration evaluationInterval,
    Pace pace,
    Optional<Schedule> schedule,
    List<Floor> floors,
    Optional<Panic> panic,
    Combination combination,
    List<Check> checks) {

  /// nomad-autoscaler's value when the policy gives none.
  public static final Duration DEFAULT_EVALUATION_INTERVAL = Duration.ofSeconds(10);

  public Policy {
    floors = List.copyOf(floors);
    checks = List.copyOf(checks);
  }

  public Policy with(Pace other) {
    return new Policy(
        id,
        target,
        enabled,
        dryRun,
        min,
        max,
        evaluationInterval,
        other,
        schedule,
        floors,
        panic,
        combination,
        checks);
  }

  public int clamp(int count) {
    return Math.clamp(count, min, max);
  }

  /// All that has to be asked in one evaluation.
  public Stream<Query> queries() {
    return checks.stream().flatMap(Check::queries);
  }

  /// The highest floor that holds now.
  public Optional<Floor> floor(Instant now) {
    return floors.stream()
        .filter(floor -> floor.schedule().activeAt(now))
        .max(Comparator.comparingInt(Floor::count));
  }
}

package dev.tripod.deployer.deploy;

import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Preview;
import java.util.List;
import java.util.Optional;

/// What was seen of one job in one look.
///
/// @param live empty before the first registration
/// @param preview what registering the wanted job would do
/// @param rollout of what is live
/// @param unmet services that the job needs, without a healthy instance now
public record Observed(
    Optional<LiveJob> live, Preview preview, Optional<Rollout> rollout, List<String> unmet) {
  /// What was live before, without its rollout.
  static Observed before(LiveJob live) {
    return new Observed(Optional.of(live), Preview.NOTHING, Optional.empty(), List.of());
  }

  boolean differs() {
    return live.isEmpty() || !preview.changes().isEmpty();
  }

  boolean onlyCountsDiffer(Observed earlier) {
    return live.map(LiveJob::withoutCounts).equals(earlier.live.map(LiveJob::withoutCounts));
  }

  long index() {
    return live.map(LiveJob::modifyIndex).orElse(0L);
  }
}

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
/// @param versions of the job; empty when nobody asked, as nobody came between
/// @param stale whether the rollout or the versions were seen as they were before the live job came
public record Observed(
    Optional<LiveJob> live,
    Preview preview,
    Optional<Rollout> rollout,
    List<String> unmet,
    Optional<Versions> versions,
    boolean stale) {
  /// Whether its parts are of different times, so that nothing follows from them together.
  boolean torn() {
    return stale || (live.isPresent() && preview.modifyIndex() != index());
  }

  /// What was live before, without its rollout.
  static Observed before(LiveJob live) {
    return new Observed(
        Optional.of(live), Preview.NONE, Optional.empty(), List.of(), Optional.empty(), false);
  }

  boolean differs() {
    return live.isEmpty() || !preview.changes().isEmpty();
  }

  /// Whether more than counts differs from an earlier look, and not because Nomad took that back.
  boolean changedByOthers(Observed earlier) {
    return !live.map(LiveJob::withoutCounts).equals(earlier.live.map(LiveJob::withoutCounts))
        && takenBack(earlier.index()).isEmpty();
  }

  /// What is to be seen of the specification of that index, if Nomad gave up its rollout and went
  /// back to an earlier version by itself.
  Optional<Observed> takenBack(long index) {
    var forgotten = versions.flatMap(all -> all.takenBack(index));
    return rollout
        .map(newer -> forgotten.map(newer::with).orElse(newer))
        .flatMap(newer -> newer.takenBack(index))
        .map(
            older ->
                new Observed(
                    live.map(job -> job.as(older.version(), index)),
                    preview,
                    Optional.of(older),
                    unmet,
                    versions,
                    stale));
  }

  long index() {
    return live.map(LiveJob::modifyIndex).orElse(0L);
  }
}

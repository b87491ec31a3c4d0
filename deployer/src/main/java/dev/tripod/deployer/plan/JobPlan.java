package dev.tripod.deployer.plan;

import dev.tripod.deployer.nomad.Change;
import dev.tripod.deployer.nomad.Evaluation.Placement;
import dev.tripod.deployer.nomad.Preview;
import java.util.List;
import java.util.Map;

/// What `submit` would do with one job, in the shape that `plan --json` prints.
///
/// @param version the one that is registered now, -1 when none is
/// @param why what the action follows from, in a few words
/// @param changes field by field, from what is live to what is wanted
/// @param effects by group: what would be done to how many allocations
/// @param unplaced by group: what would find no place, and why
/// @param waitsFor services that the job needs, without a healthy instance now
/// @param warnings in Nomad's words, empty when there are none
public record JobPlan(
    String namespace,
    String job,
    String file,
    Action action,
    long version,
    String why,
    List<Change> changes,
    Map<String, Preview.Effects> effects,
    Map<String, Placement> unplaced,
    List<String> waitsFor,
    String warnings) {
  /// What `submit` would do first.
  public enum Action {
    NOTHING,
    /// Wait: it is registered as wanted, and being rolled out.
    FOLLOW,
    REGISTER,
    CHANGE,
    TRY_AGAIN,
    IMPOSSIBLE
  }

  /// Whether `submit` would register it.
  public boolean registers() {
    return switch (action) {
      case REGISTER, CHANGE, TRY_AGAIN -> true;
      case NOTHING, FOLLOW, IMPOSSIBLE -> false;
    };
  }

  /// Whether `submit` could bring it about.
  public boolean possible() {
    return action != Action.IMPOSSIBLE && unplaced.isEmpty();
  }
}

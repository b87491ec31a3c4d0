package dev.tripod.deployer.scale.decide;

import java.util.List;

/// How a decision came about, for those who ask.
///
/// @param votes what each check asked for, the highest first
/// @param steps the rules that changed the wanted count on its way, in their order
public record Trail(List<Vote> votes, List<Step> steps) {
  public static final Trail NONE = new Trail(List.of(), List.of());

  /// A rule that changed the wanted count.
  ///
  /// @param why a clause for people
  public record Step(String rule, int from, int to, String why) {}

  /// The count that was wanted before anything held it back.
  public int wanted() {
    return steps.stream()
        .mapToInt(Step::from)
        .max()
        .orElseGet(() -> votes.stream().mapToInt(Vote::recommended).max().orElse(0));
  }

  public Trail {
    votes = List.copyOf(votes);
    steps = List.copyOf(steps);
  }
}

package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import dev.tripod.deployer.scale.decide.Trail;
import dev.tripod.deployer.scale.decide.Vote;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An evaluation as `/v1/decisions` and `/v1/explain` show it; absent fields are left out.
///
/// @param cause why the count stays; absent when it changes
/// @param wanted the count that is asked for; absent when nothing is
/// @param samples by query: the number with its time, or the reason why there is none
/// @param votes what each check asked for, the highest first
/// @param steps the rules that changed the wanted count on its way
/// @param nomad what Nomad answered to a change; absent where none was asked for
/// @param startTimeMillis how long instances of the group take to start, once that was seen
record DecisionView(
    String at,
    String namespace,
    String job,
    String group,
    String kind,
    String cause,
    Integer desired,
    Integer running,
    Integer ready,
    Integer wanted,
    List<String> reasons,
    Map<String, Map<String, Object>> samples,
    List<VoteView> votes,
    List<Trail.Step> steps,
    String nomad,
    Long startTimeMillis,
    long latenessMillis,
    long tookMillis) {

  /// @param substitute what stood in for the check's number; absent for a number of now
  record VoteView(String check, int wanted, String reason, String substitute) {
    static VoteView of(Vote vote) {
      String substitute = vote.substitute().isEmpty() ? null : vote.substitute();
      return new VoteView(vote.check().name(), vote.recommended(), vote.reason(), substitute);
    }
  }

  static DecisionView of(Evaluation evaluation) {
    Decision decision = evaluation.decision();
    Trail trail = evaluation.trail();
    return new DecisionView(
        evaluation.at().toString(),
        evaluation.target().namespace(),
        evaluation.target().job(),
        evaluation.target().group(),
        kind(decision),
        cause(decision),
        evaluation.count().map(Count::desired).orElse(null),
        evaluation.count().map(Count::running).orElse(null),
        evaluation.count().map(Count::ready).orElse(null),
        wanted(decision),
        decision.reasons(),
        evaluation.samples().map(DecisionView::samples).orElse(null),
        trail.votes().isEmpty() ? null : trail.votes().stream().map(VoteView::of).toList(),
        trail.steps().isEmpty() ? null : trail.steps(),
        evaluation.answer().orElse(null),
        evaluation.facts().flatMap(Facts::startTime).map(Duration::toMillis).orElse(null),
        evaluation.lateness().toMillis(),
        evaluation.took().toMillis());
  }

  private static String kind(Decision decision) {
    return switch (decision) {
      case Decision.Hold _ -> "hold";
      case Decision.Defer _ -> "defer";
      case Decision.Scale _ -> "scale";
    };
  }

  private static String cause(Decision decision) {
    return switch (decision) {
      case Decision.Hold(Cause cause, _, _) -> cause.label();
      case Decision.Defer(Cause cause, _, _, _) -> cause.label();
      case Decision.Scale _ -> null;
    };
  }

  private static Integer wanted(Decision decision) {
    return switch (decision) {
      case Decision.Hold _ -> null;
      case Decision.Defer(_, _, int to, _) -> to;
      case Decision.Scale(_, int to, _) -> to;
    };
  }

  private static Map<String, Map<String, Object>> samples(Samples samples) {
    var views = new TreeMap<String, Map<String, Object>>();
    samples.byQuery().forEach((query, sample) -> views.put(query, view(sample)));
    return views;
  }

  /// A number as a text, as Prometheus does it: JSON has no NaN.
  private static Map<String, Object> view(Sample sample) {
    return switch (sample) {
      case Sample.Value(double value, var at, _) ->
          Map.of("value", Double.toString(value), "at", at.toString());
      case Sample.Missing(var lack, String reason) ->
          Map.of("missing", reason, "lack", lack.name().toLowerCase(Locale.ROOT));
    };
  }
}

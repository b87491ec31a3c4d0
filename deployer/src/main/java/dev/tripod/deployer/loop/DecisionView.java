package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.decide.Cause;
import dev.tripod.deployer.scale.decide.Decision;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An evaluation as `/v1/decisions` shows it; absent fields are left out.
///
/// @param cause why the count stays; absent when it changes
/// @param wanted the count that is asked for; absent when nothing is
/// @param samples by check: the number with its time, or the reason why there is none
record DecisionView(
    String at,
    String namespace,
    String job,
    String group,
    String kind,
    String cause,
    Integer desired,
    Integer running,
    Integer wanted,
    List<String> reasons,
    Map<String, Map<String, Object>> samples,
    long latenessMillis,
    long tookMillis) {

  static DecisionView of(Evaluation evaluation) {
    Decision decision = evaluation.decision();
    return new DecisionView(
        evaluation.at().toString(),
        evaluation.target().namespace(),
        evaluation.target().job(),
        evaluation.target().group(),
        kind(decision),
        cause(decision),
        evaluation.count().map(Count::desired).orElse(null),
        evaluation.count().map(Count::running).orElse(null),
        wanted(decision),
        decision.reasons(),
        evaluation.samples().map(DecisionView::samples).orElse(null),
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
    samples.byQuery().forEach((check, sample) -> views.put(check, view(sample)));
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

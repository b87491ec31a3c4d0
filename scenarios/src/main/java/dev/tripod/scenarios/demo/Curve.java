package dev.tripod.scenarios.demo;

import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Load that rises to a peak and falls again, the same way up and down.
record Curve(List<Stage> stages) {
  /// `rates` are those on the way up, the last of them the peak; each is held for `hold`.
  static Curve upAndDown(List<Integer> rates, Duration hold) {
    if (rates.isEmpty()) {
      throw new IllegalArgumentException("a curve needs at least one rate");
    }
    var all = new ArrayList<>(rates);
    all.addAll(rates.reversed().subList(1, rates.size()));
    return new Curve(all.stream().map(rate -> new Stage(rate, hold)).toList());
  }

  int peak() {
    return stages.size() / 2;
  }

  int last() {
    return stages.size() - 1;
  }

  Duration duration() {
    return startOf(stages.size());
  }

  /// The rate that is offered at a time after the start; 0 after the end.
  int rateAt(Duration elapsed) {
    return Stage.rateAt(stages, elapsed);
  }

  /// The requests that were sent in one stage of a curve that began at `begun`.
  List<Sample> samplesOf(int stage, List<Sample> samples, Instant begun) {
    var from = begun.plus(startOf(stage));
    var to = begun.plus(startOf(stage + 1));
    return samples.stream()
        .filter(sample -> !sample.start().isBefore(from) && sample.start().isBefore(to))
        .toList();
  }

  private Duration startOf(int stage) {
    return stages.subList(0, stage).stream()
        .map(Stage::duration)
        .reduce(Duration.ZERO, Duration::plus);
  }
}

package dev.tripod.scenarios.measure;

import dev.tripod.scenarios.story.Figure;
import java.util.List;
import java.util.TreeSet;

/// Several runs of one scenario: the median and the worst of each number in their figures.
record Measurement(List<Figure> runs) {
  Figure summary() {
    var figure = Figure.of(runs.getFirst().scenario()).with("runs", runs.size());
    for (var name : numbers()) {
      var sorted =
          runs.stream()
              .filter(run -> run.values().get(name) instanceof Number)
              .map(run -> run.number(name))
              .sorted()
              .toList();
      figure = figure.with(name + "Median", median(sorted)).with(name + "Worst", sorted.getLast());
    }
    return figure;
  }

  private Iterable<String> numbers() {
    var names = new TreeSet<String>();
    for (var run : runs) {
      run.values()
          .forEach(
              (name, value) -> {
                if (value instanceof Number) {
                  names.add(name);
                }
              });
    }
    return names;
  }

  /// The mean of the middle two when their number is even.
  private static long median(List<Long> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}

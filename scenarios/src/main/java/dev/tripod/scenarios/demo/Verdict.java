package dev.tripod.scenarios.demo;

import dev.tripod.scenarios.lab.Scaled.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What the demo must show, and what of it was not seen. Empty complaints mean success.
record Verdict(int maxItems, int maxReplicas, List<String> complaints) {
  static final int ITEMS_AT_LEAST = 4;
  static final int REPLICAS_AT_LEAST = 3;

  static Verdict of(List<Row> rows, int minItems, int minReplicas, int errors) {
    int maxItems = most(rows, Row::items);
    int maxReplicas = most(rows, Row::replicas);
    var complaints = new ArrayList<String>();
    if (maxItems < ITEMS_AT_LEAST) {
      complaints.add(tooFew("items", maxItems, ITEMS_AT_LEAST));
    }
    if (maxReplicas < REPLICAS_AT_LEAST) {
      complaints.add(tooFew("read replicas", maxReplicas, REPLICAS_AT_LEAST));
    }
    if (!rows.isEmpty()) {
      var end = rows.getLast();
      back("items", end.items(), minItems).ifPresent(complaints::add);
      back("read replicas", end.replicas(), minReplicas).ifPresent(complaints::add);
    }
    if (errors > 0) {
      complaints.add(errors + " requests were lost");
    }
    return new Verdict(maxItems, maxReplicas, List.copyOf(complaints));
  }

  private static int most(List<Row> rows, Function<Row, Count> count) {
    return rows.stream().map(count).mapToInt(Count::healthy).max().orElse(0);
  }

  private static String tooFew(String what, int most, int atLeast) {
    return "%s reached %d instances, not %d".formatted(what, most, atLeast);
  }

  private static Optional<String> back(String what, Count end, int minimum) {
    return end.settledAt(minimum)
        ? Optional.empty()
        : Optional.of(
            "%s ended with %d of %d instances, not with its minimum of %d"
                .formatted(what, end.healthy(), end.desired(), minimum));
  }
}

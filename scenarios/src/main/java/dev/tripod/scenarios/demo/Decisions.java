package dev.tripod.scenarios.demo;

import dev.tripod.scenarios.lab.Nomad;
import dev.tripod.scenarios.lab.Nomad.ScalingEvent;
import dev.tripod.scenarios.lab.Scaled;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/// What the autoscaler changed, and why: it says so to Nomad, which keeps the last of each group.
final class Decisions {
  private static final List<Scaled> GROUPS = List.of(Scaled.ITEMS, Scaled.REPLICAS);

  private final Nomad nomad;

  Decisions(Nomad nomad) {
    this.nomad = nomad;
  }

  /// A sentence for each change of a count since an instant, oldest first.
  List<String> since(Instant begun) {
    return GROUPS.stream()
        .flatMap(this::events)
        .filter(event -> !event.at().isBefore(begun))
        .map(Decisions::sentence)
        .sorted()
        .toList();
  }

  private Stream<ScalingEvent> events(Scaled group) {
    return nomad.scalingEvents(group.job(), group.group()).stream();
  }

  /// `2026-01-01T00:00:00Z items 2 → 4: 310 requests/s per instance, target 150`.
  static String sentence(ScalingEvent event) {
    return event.at().truncatedTo(ChronoUnit.SECONDS) + " " + event.message();
  }
}

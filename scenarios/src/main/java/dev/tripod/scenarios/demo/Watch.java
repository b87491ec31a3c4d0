package dev.tripod.scenarios.demo;

import dev.tripod.scenarios.lab.Scaled;
import dev.tripod.scenarios.lab.Scaled.Count;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Load;
import dev.tripod.scenarios.load.Summary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Looks once a second at what the load sees and at what runs.
final class Watch {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final World world;
  private final Load load;
  private final Curve curve;
  private final Instant begun;

  private Count items = new Count(0, 0);
  private Count replicas = new Count(0, 0);

  Watch(World world, Load load, Curve curve, Instant begun) {
    this.world = world;
    this.load = load;
    this.curve = curve;
    this.begun = begun;
  }

  /// Shows and returns one row a second while there is load, and then until the counts are back at
  /// their minimum, or for as long as they may take to `settle`.
  List<Row> until(int minItems, int minReplicas, Duration settle, Screen screen)
      throws InterruptedException {
    var rows = new ArrayList<Row>();
    var end = begun.plus(curve.duration()).plus(settle);
    for (var tick = begun.plus(SECOND); tick.isBefore(end); tick = tick.plus(SECOND)) {
      Thread.sleep(Duration.between(Instant.now(), tick));
      rows.add(row(tick));
      screen.show(rows.getLast());
      if (!load.running() && items.settledAt(minItems) && replicas.settledAt(minReplicas)) {
        break;
      }
    }
    return rows;
  }

  private Row row(Instant tick) {
    refresh();
    var elapsed = Duration.between(begun, tick);
    var seen = Summary.of(load.endedBetween(tick.minus(SECOND), tick));
    return new Row(elapsed, curve.rateAt(elapsed.minus(SECOND)), seen, items, replicas);
  }

  /// While the cluster does not answer, the last known counts stay.
  private void refresh() {
    try {
      items = world.count(Scaled.ITEMS);
      replicas = world.count(Scaled.REPLICAS);
    } catch (Unreachable _) {
      return;
    }
  }
}

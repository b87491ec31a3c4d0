package dev.tripod.scenarios.ordeal;

import dev.tripod.scenarios.lab.Repeat;
import dev.tripod.scenarios.lab.Scaled;
import dev.tripod.scenarios.lab.Scaled.Count;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.time.Instant;

/// Looks ten times a second at what items have and what they need: tells a timeline of each
/// change, and adds up how much was short and how much was more than needed.
final class Watch implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final World world;
  private final Demand demand;
  private final Timeline timeline;
  private final Repeat looking;

  private Count count = new Count(0, 0);
  private int rate;
  private Duration looked = Duration.ZERO;
  private double shortSeconds;
  private double spareSeconds;

  Watch(World world, Demand demand, Timeline timeline, Instant begun) {
    this.world = world;
    this.demand = demand;
    this.timeline = timeline;
    looking = Repeat.each(PAUSE, () -> look(Duration.between(begun, Instant.now())));
  }

  /// Instance-seconds of instances that were needed and did not pass; after it is closed.
  Duration missing() {
    return Duration.ofMillis((long) (shortSeconds * 1000));
  }

  /// Instance-seconds of instances that passed and were not needed; after it is closed.
  Duration spare() {
    return Duration.ofMillis((long) (spareSeconds * 1000));
  }

  @Override
  public void close() {
    looking.close();
  }

  /// While the cluster does not answer, the last known counts stay.
  private void look(Duration now) {
    int needed = demand.neededAt(now);
    tellRate(demand.rateAt(now), needed);
    try {
      tell(world.count(Scaled.ITEMS));
    } catch (Unreachable _) {
      // Told by whatever made it so.
    }
    double seconds = now.minus(looked).toMillis() / 1000.0;
    int more = count.healthy() - needed;
    shortSeconds += seconds * Math.max(0, -more);
    spareSeconds += seconds * Math.max(0, more);
    looked = now;
  }

  private void tellRate(int now, int needed) {
    if (now != rate) {
      timeline.say("load %d/s: %d needed".formatted(now, needed));
      rate = now;
    }
  }

  private void tell(Count now) {
    if (now.desired() != count.desired()) {
      timeline.say("wanted %d -> %d".formatted(count.desired(), now.desired()));
    }
    if (now.healthy() != count.healthy()) {
      timeline.say("passing %d -> %d".formatted(count.healthy(), now.healthy()));
    }
    count = now;
  }
}

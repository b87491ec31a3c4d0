package dev.tripod.deployer.simulate;

import dev.tripod.deployer.simulate.Contender.View;
import dev.tripod.deployer.simulate.Score.Mark;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One system on one trace, in steps of at most a second. All of it follows from the trace.
final class Run implements View {
  private static final long LONGEST_STEP_MILLIS = 1000;
  private static final int MARKS = 240;
  private static final double HOUR_MILLIS = 3_600_000;
  private static final double MINUTE_MILLIS = 60_000;
  private static final double SECOND_MILLIS = 1000;

  private final Contender contender;
  private final Trace trace;
  private final Load load;
  private final Plant plant;
  private final Group group;
  private final long endMillis;
  private final List<Mark> marks = new ArrayList<>();
  private long now;
  private double shortMillis;
  private double instanceMillis;
  private double overMillis;
  private int changes;
  private int shortages;
  private boolean isShort;

  private Run(Contender contender, Trace trace, Load load, Plant plant) {
    this.contender = contender;
    this.trace = trace;
    this.load = load;
    this.plant = plant;
    this.group = new Group(plant, load.needed(trace.at(0)));
    this.endMillis = trace.length().toMillis();
  }

  static Score of(Contender contender, Trace trace, Load load, Plant plant) {
    return new Run(contender, trace, load, plant).score();
  }

  private Score score() {
    long interval = contender.interval().toMillis();
    long step = Math.min(LONGEST_STEP_MILLIS, interval);
    long due = 0;
    for (now = 0; now < endMillis; now += step) {
      if (now >= due) {
        change(contender.decide(this));
        due += interval;
      }
      account(Math.min(step, endMillis - now));
    }
    return new Score(
        contender.name(),
        shortMillis / MINUTE_MILLIS,
        instanceMillis / HOUR_MILLIS,
        overMillis / HOUR_MILLIS,
        changes,
        shortages == 0 ? 0 : shortMillis / shortages / SECOND_MILLIS,
        marks);
  }

  private void change(int wanted) {
    int to = Math.clamp(wanted, load.min(), load.max());
    if (to != group.desired() && !(contender.waitsForDeployments() && deploying())) {
      group.scale(to, now);
      changes++;
    }
  }

  private void account(long millis) {
    int needed = load.needed(trace.at(now));
    int running = group.running(now);
    instanceMillis += (double) group.desired() * millis;
    overMillis += (double) Math.max(0, group.desired() - needed) * millis;
    if (running < needed) {
      shortMillis += millis;
      shortages += isShort ? 0 : 1;
    }
    isShort = running < needed;
    mark(needed, running);
  }

  private void mark(int needed, int running) {
    if (now * MARKS >= (long) marks.size() * endMillis) {
      marks.add(new Mark(now / SECOND_MILLIS, needed, running));
    }
  }

  @Override
  public long now() {
    return now;
  }

  @Override
  public int desired() {
    return group.desired();
  }

  @Override
  public int running() {
    return group.running(now);
  }

  @Override
  public boolean deploying() {
    return group.deploying(now);
  }

  @Override
  public double measured() {
    return measured(plant.scrapeInterval());
  }

  /// Ends at the last scrape.
  @Override
  public double measured(Duration window) {
    long scrape = plant.scrapeInterval().toMillis();
    long last = now / scrape * scrape;
    return trace.mean(last - Math.max(scrape, window.toMillis()), last);
  }

  @Override
  public double highestUntil(Duration ahead) {
    return trace.highest(now, now + ahead.toMillis());
  }
}

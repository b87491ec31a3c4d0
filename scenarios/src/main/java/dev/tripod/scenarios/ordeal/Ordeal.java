package dev.tripod.scenarios.ordeal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.contest.Rollout;
import dev.tripod.scenarios.lab.Scaled;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Load;
import dev.tripod.scenarios.load.Stage;
import dev.tripod.scenarios.load.Summary;
import dev.tripod.scenarios.story.Figure;
import dev.tripod.scenarios.story.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// A load that changes, and something that goes wrong meanwhile: what the autoscaler did, as a
/// timeline, and what it came to.
public final class Ordeal implements Scenario {
  private static final int KEYS = 40;
  private static final Duration BACK = Duration.ofMinutes(5);

  private final String name;
  private final List<Stage> stages;
  private final Supplier<Plan> script;

  /// What is done, for one run.
  ///
  /// @param change of the job of items, before the load begins
  /// @param begins when the load has to begin, if that is not at once
  record Plan(List<Act> acts, Consumer<ObjectNode> change, Instant begins) {
    Plan(List<Act> acts) {
      this(acts, _ -> {}, Instant.EPOCH);
    }
  }

  Ordeal(String name, List<Stage> stages, Supplier<Plan> script) {
    this.name = name;
    this.stages = stages;
    this.script = script;
  }

  @Override
  public Figure run(World world) throws InterruptedException {
    var items = world.nomad().job("items");
    var rollout = new Rollout(world);
    int minimum = Scaled.ITEMS.minimum(world.nomad());
    try {
      var plan = script.get();
      var changed = Rollout.changed(items, plan.change());
      if (!changed.equals(items)) {
        rollout.register(changed);
      }
      world.awaitCalm(Scaled.ITEMS, minimum, BACK);
      return suffer(world, plan);
    } finally {
      world.lab().restore();
      // Nomad never calls an instance healthy whose job is changed while it starts.
      world.awaitCalm(Scaled.ITEMS, minimum, BACK);
      rollout.register(items);
    }
  }

  private Figure suffer(World world, Plan plan) throws InterruptedException {
    var urls = world.items().seed("ordeal", KEYS);
    awaitInstant(plan.begins());
    var demand = new Demand(stages, Scaled.ITEMS.target(world.nomad()));
    var begun = Instant.now();
    var timeline = new Timeline(begun);
    try (var load = Load.start(world.generator(), urls, stages)) {
      var watch = new Watch(world, demand, timeline, begun);
      try (watch) {
        for (var act : plan.acts()) {
          awaitInstant(begun.plus(act.at()));
          act.deed().on(world);
          timeline.say(act.what());
        }
        load.await();
      }
      timeline.lines().forEach(System.out::println);
      return figure(watch, Summary.of(load.samples()));
    }
  }

  private Figure figure(Watch watch, Summary seen) {
    return Figure.of(name)
        .millis("missing", watch.missing())
        .millis("spare", watch.spare())
        .with("requests", seen.requests())
        .with("errors", seen.errors())
        .millis("p50", seen.p50())
        .millis("p99", seen.p99());
  }

  /// Things happen at their time: this is no wait for something to come true.
  private static void awaitInstant(Instant instant) throws InterruptedException {
    var left = Duration.between(Instant.now(), instant);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}

package dev.tripod.scenarios.ordeal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.contest.Rollout;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.load.Stage;
import dev.tripod.scenarios.ordeal.Ordeal.Plan;
import dev.tripod.scenarios.story.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// What an autoscaler has to live through, each by its name. Items have one instance at the
/// beginning, which is meant for 50 requests a second.
public final class Ordeals {
  /// One instance is enough, then four are needed.
  private static final List<Stage> STEP = List.of(stage(38, 8), stage(190, 62));

  /// One more instance each 8 s until six are needed, and then those.
  private static final List<Stage> RAMP =
      IntStream.rangeClosed(1, 6)
          .mapToObj(instances -> stage(instances * 48, instances == 6 ? 90 : 8))
          .toList();

  /// When the load steps up.
  private static final int STEPS_AT = 8;

  /// When the autoscaler that acts is looked for: that takes some seconds, and is over at the step.
  private static final int LOOK_AT = STEPS_AT - 5;

  /// Before Nomad takes it for hung and starts another, after some 30 s.
  private static final int THAWS_AT = LOOK_AT + 20;

  private static final Duration READY = Duration.ofSeconds(45);

  private Ordeals() {}

  public static Map<String, Scenario> all() {
    var all = new TreeMap<String, Scenario>();
    add(all, "prometheus-killed", RAMP, Ordeals::prometheusKilled);
    add(all, "slow-start", STEP, Ordeals::slowStart);
    add(all, "deployment", List.of(stage(80, 25), stage(190, 50)), () -> deployment(25));
    add(all, "autoscaler-killed", STEP, Ordeals::killed);
    add(all, "autoscaler-frozen", STEP, Ordeals::frozen);
    add(all, "autoscaler-cut", STEP, Ordeals::cut);
    add(all, "nomad-leader", STEP, Ordeals::nomadLeader);
    var gap = List.of(stage(38, 8), stage(190, 12), stage(240, 50));
    add(all, "metric-empty", gap, () -> metricLies("(%s) unless on() %s"));
    add(all, "metric-nan", gap, () -> metricLies("((%1$s) unless on() %2$s) or (%2$s * NaN)"));
    return all;
  }

  private static void add(
      Map<String, Scenario> all, String name, List<Stage> stages, Supplier<Plan> script) {
    all.put(name, new Ordeal(name, stages, script));
  }

  private static Stage stage(int requestsPerSecond, int seconds) {
    return new Stage(requestsPerSecond, Duration.ofSeconds(seconds));
  }

  /// In the middle of the ramp, for a minute.
  private static Plan prometheusKilled() {
    var job = new AtomicReference<ObjectNode>();
    return new Plan(
        List.of(
            Act.at(
                20,
                "Prometheus is stopped",
                world -> {
                  job.set(world.nomad().job("prometheus"));
                  world.nomad().stop("prometheus");
                }),
            Act.at(80, "Prometheus is started", world -> new Rollout(world).begin(job.get()))));
  }

  /// An instance passes only when 15 checks in a row, one each second, have found it well.
  private static Plan slowStart() {
    return new Plan(
        List.of(),
        items ->
            ((ObjectNode) items.at("/TaskGroups/0/Services/0/Checks/0"))
                .put("SuccessBeforePassing", 15),
        Instant.EPOCH);
  }

  /// Somebody submits a new version in the moment of the step.
  private static Plan deployment(int stepsAt) {
    return new Plan(
        List.of(
            Act.at(
                stepsAt,
                "a new version of items is submitted",
                world -> {
                  var items = world.nomad().job("items");
                  ((ObjectNode) items.at("/TaskGroups/0/Tasks/0/Env"))
                      .put("ORDEAL", Instant.now().toString());
                  new Rollout(world).begin(items);
                })));
  }

  private static Plan killed() {
    return new Plan(
        List.of(
            Act.at(
                LOOK_AT,
                "the autoscaler that acts is killed",
                world -> Actor.find(world).signal(world, "KILL"))));
  }

  private static Plan frozen() {
    var actor = new AtomicReference<Actor>();
    return new Plan(
        List.of(
            Act.at(
                LOOK_AT,
                "the autoscaler that acts is frozen",
                world -> {
                  actor.set(Actor.find(world));
                  actor.get().signal(world, "STOP");
                }),
            Act.at(THAWS_AT, "it thaws", world -> actor.get().signal(world, "CONT"))));
  }

  private static Plan cut() {
    return new Plan(
        List.of(
            Act.at(
                LOOK_AT,
                "the machine of the autoscaler that acts is cut off",
                world -> world.lab().cut(Actor.find(world).node())),
            Act.at(50, "it is back", world -> world.lab().heal())));
  }

  private static Plan nomadLeader() {
    return new Plan(
        List.of(
            Act.at(
                STEPS_AT - 1,
                "Nomad's leader is restarted",
                world ->
                    world
                        .lab()
                        .ssh(
                            Lab.numberOf(world.nomad().leader()),
                            "systemctl kill -s KILL nomad"))));
  }

  /// From 12 s after the step on, for half a minute, and one instance more is needed then.
  ///
  /// @param query of the true query, and of a vector that is there in that time alone
  private static Plan metricLies(String query) {
    var begins = Instant.now().plus(READY);
    long from = begins.getEpochSecond() + STEPS_AT + 12;
    var lies = "(vector(time()) >= %d < %d)".formatted(from, from + 30);
    return new Plan(
        List.of(
            Act.at(STEPS_AT + 12, "the metric is gone or NaN", _ -> {}),
            Act.at(STEPS_AT + 42, "the metric is back", _ -> {})),
        items -> {
          var check = (ObjectNode) items.at("/TaskGroups/0/Scaling/Policy/check/0/requests/0");
          check.put("query", query.formatted(check.path("query").asText().strip(), lies));
        },
        begins);
  }
}

package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.ScenarioFailed;
import java.util.Map;
import java.util.TreeMap;

/// Every scenario by its name on the command line.
public final class Scenarios {
  private static final Map<String, Scenario> BY_NAME =
      new TreeMap<>(
          Map.of(
              "vip-off", new VipOff(),
              "master-off", new MasterOff(),
              "leader-off", new LeaderOff(),
              "all-off", new AllOff(),
              "step", new Step(5),
              "step-one", new Step(1),
              "rolling-update", new RollingUpdate(),
              "rotation", new Rotation(),
              "consul-away", new ConsulAway(),
              "prometheus-away", new PrometheusAway()));

  private Scenarios() {}

  public static Scenario named(String name) {
    var scenario = BY_NAME.get(name);
    if (scenario == null) {
      throw new ScenarioFailed(
          "no scenario is called '%s'; there are: %s"
              .formatted(name, String.join(", ", BY_NAME.keySet())));
    }
    return scenario;
  }
}

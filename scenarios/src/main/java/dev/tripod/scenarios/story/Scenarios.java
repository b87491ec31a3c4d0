package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.ScenarioFailed;
import java.util.Map;
import java.util.TreeMap;

/// Every scenario by its name on the command line.
public final class Scenarios {
  private static final Map<String, Scenario> BY_NAME =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("vip-off", new VipOff()),
              Map.entry("master-off", new MasterOff()),
              Map.entry("leader-off", new LeaderOff()),
              Map.entry("all-off", new AllOff()),
              Map.entry("step", new Step(5)),
              Map.entry("step-one", new Step(1)),
              Map.entry("rolling-update", new RollingUpdate()),
              Map.entry("new-versions", new NewVersions()),
              Map.entry("interrupted", new Interrupted()),
              Map.entry("restore", new Restore()),
              Map.entry("authority", new Rotation("authority", "authority.yml")),
              Map.entry("rotation", new Rotation("rotation", "rotate.yml")),
              Map.entry("consul-away", new ConsulAway()),
              Map.entry("prometheus-away", new PrometheusAway())));

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

package dev.tripod.scenarios.measure;

import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.ordeal.Ordeals;
import dev.tripod.scenarios.story.AllOff;
import dev.tripod.scenarios.story.ConsulAway;
import dev.tripod.scenarios.story.Interrupted;
import dev.tripod.scenarios.story.LeaderOff;
import dev.tripod.scenarios.story.MasterOff;
import dev.tripod.scenarios.story.NewVersions;
import dev.tripod.scenarios.story.PrometheusAway;
import dev.tripod.scenarios.story.Restore;
import dev.tripod.scenarios.story.RollingUpdate;
import dev.tripod.scenarios.story.Rotation;
import dev.tripod.scenarios.story.Scenario;
import dev.tripod.scenarios.story.Step;
import dev.tripod.scenarios.story.VipOff;
import java.util.Map;
import java.util.TreeMap;

/// Every scenario by its name on the command line.
public final class Scenarios {
  private static final Map<String, Scenario> BY_NAME = new TreeMap<>(Ordeals.all());

  static {
    BY_NAME.put("vip-off", new VipOff());
    BY_NAME.put("master-off", new MasterOff());
    BY_NAME.put("leader-off", new LeaderOff());
    BY_NAME.put("all-off", new AllOff());
    BY_NAME.put("step", new Step(5));
    BY_NAME.put("step-one", new Step(1));
    BY_NAME.put("rolling-update", new RollingUpdate());
    BY_NAME.put("new-versions", new NewVersions());
    BY_NAME.put("interrupted", new Interrupted());
    BY_NAME.put("restore", new Restore());
    BY_NAME.put("authority", new Rotation("authority", "authority.yml"));
    BY_NAME.put("rotation", new Rotation("rotation", "rotate.yml"));
    BY_NAME.put("consul-away", new ConsulAway());
    BY_NAME.put("prometheus-away", new PrometheusAway());
  }

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

package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Specs;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/// Jobs that need each other, for simulations.
final class Plans {
  private Plans() {}

  /// Four jobs: one needs nothing, two need it, the last needs both.
  static List<JobSpec> diamond() {
    return List.of(
        service("base", "", 0, false, false),
        service("left", "base", 1, true, false),
        service("right", "base", 0, false, true),
        service("top", "left,right", 1, true, true));
  }

  /// Two to five jobs, each with needs among the earlier ones.
  static List<JobSpec> random(SplittableRandom random) {
    var jobs = new ArrayList<JobSpec>();
    var services = new ArrayList<String>();
    for (int i = random.nextInt(2, 6); i > 0; i--) {
      var name = "job" + jobs.size();
      var needs =
          services.stream().filter(_ -> random.nextInt(3) == 0).collect(Collectors.joining(","));
      if (random.nextInt(5) == 0) {
        jobs.add(batch(name, needs));
      } else {
        jobs.add(job(name, needs, random));
        services.add(name);
      }
    }
    return List.copyOf(jobs);
  }

  private static JobSpec job(String name, String needs, SplittableRandom random) {
    return service(name, needs, random.nextInt(2), random.nextBoolean(), random.nextBoolean());
  }

  private static JobSpec batch(String name, String needs) {
    return Specs.spec(
        """
        {"ID": "%1$s", "Type": "batch", "Priority": 60, "Meta": {"needs": "%2$s"},
         "TaskGroups": [{"Name": "%1$s", "Count": 1}]}
        """
            .formatted(name, needs));
  }

  private static JobSpec service(
      String name, String needs, int canaries, boolean reverts, boolean scales) {
    return Specs.spec(
        """
        {"ID": "%1$s", "Type": "service", "Priority": 60, "Meta": {"needs": "%2$s"},
         "Update": {"Canary": %3$d, "AutoRevert": %4$b},
         "TaskGroups": [{"Name": "%1$s", "Count": 2, "Services": [{"Name": "%1$s"}],
                         "Scaling": {"Enabled": %5$b, "Min": 1, "Max": 6}}]}
        """
            .formatted(name, needs, canaries, reverts, scales));
  }

  /// Whether anything in the plan, the job itself or what it needs, is not to become well.
  static boolean comesToNothing(JobSpec job, SimulatedNomad nomad) {
    return doomed(nomad.job(job.key()).fate())
        || job.needs().stream()
            .flatMap(need -> nomad.provider(need).stream())
            .anyMatch(provider -> comesToNothing(provider.spec(), nomad));
  }

  private static boolean doomed(Fate fate) {
    return fate == Fate.FAILS || fate == Fate.STUCK;
  }

  /// Most jobs become well.
  static Fate fate(SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> Fate.FAILS_ONCE;
      case 1 -> Fate.FAILS;
      case 2 -> Fate.STUCK;
      default -> Fate.GOOD;
    };
  }
}

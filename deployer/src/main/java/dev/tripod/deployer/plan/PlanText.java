package dev.tripod.deployer.plan;

import dev.tripod.deployer.deploy.Placements;
import dev.tripod.deployer.nomad.ChangeText;
import dev.tripod.deployer.nomad.Preview.Effects;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A plan in words, for a person.
public final class PlanText {
  private PlanText() {}

  /// A headline, then one line for each change, effect and obstacle.
  public static List<String> lines(JobPlan plan) {
    var lines = new ArrayList<String>();
    lines.add("%s: %s".formatted(plan.job(), headline(plan)));
    lines.addAll(ChangeText.indented(plan.changes()));
    plan.effects().forEach((group, effects) -> effects(lines, group, effects));
    plan.waitsFor().forEach(service -> lines.add("  waits for a healthy " + service + " first"));
    plan.unplaced()
        .forEach((group, place) -> lines.add("  !  " + Placements.sentence(group, place)));
    if (!plan.warnings().isEmpty()) {
      lines.add("  Nomad warns: " + plan.warnings());
    }
    return lines;
  }

  private static String headline(JobPlan plan) {
    return switch (plan.action()) {
      case NOTHING -> "nothing to do, version %d, %s".formatted(plan.version(), plan.why());
      case REGISTER -> "would be registered, from " + plan.file();
      case CHANGE -> "would change, version %d %s".formatted(plan.version(), plan.why());
      case TRY_AGAIN ->
          "would be tried again, version %d failed: %s".formatted(plan.version(), plan.why());
      case FOLLOW -> "nothing to change, version %d %s".formatted(plan.version(), plan.why());
      case IMPOSSIBLE -> "Nomad would refuse it: %s".formatted(plan.why());
    };
  }

  private static void effects(List<String> lines, String group, Effects effects) {
    var words =
        Stream.of(
                count(effects.canaries(), "started as canary"),
                count(effects.started(), "started"),
                count(effects.replaced(), "replaced"),
                count(effects.updatedInPlace(), "updated in place"),
                count(effects.moved(), "moved"),
                count(effects.stopped(), "stopped"))
            .flatMap(word -> word)
            .collect(Collectors.joining(", "));
    if (!words.isEmpty()) {
      lines.add("  group %s: %s".formatted(group, words));
    }
  }

  private static Stream<String> count(int count, String what) {
    return count == 0 ? Stream.empty() : Stream.of(count + " " + what);
  }

  /// One line about all.
  public static String total(List<JobPlan> plans) {
    var changing = plans.stream().filter(JobPlan::registers).count();
    var impossible = plans.stream().filter(plan -> !plan.possible()).count();
    return changing + impossible == 0
        ? "nothing to do for %d jobs".formatted(plans.size())
        : "%d of %d jobs would change%s"
            .formatted(
                changing,
                plans.size(),
                impossible == 0 ? "" : ", %d cannot be done".formatted(impossible));
  }
}

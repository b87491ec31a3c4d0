package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Target;
import java.util.Map;
import java.util.Set;

/// Reads nomad-autoscaler's `target` block. In a job file it may only name the group that it stands
/// in, and ask for a dry run.
final class TargetBlock {
  private static final Set<String> NAMES = Set.of("nomad", "nomad-target");

  private TargetBlock() {}

  /// Whether nothing is to be changed.
  static boolean read(Block policy, Target own) {
    Map<String, Block> targets = policy.labelled("target");
    if (targets.isEmpty()) {
      return false;
    }
    if (targets.size() > 1 || !NAMES.containsAll(targets.keySet())) {
      policy.problem(
          "target", "the one target \"nomad-target\": groups of jobs are scaled, no more");
    }
    Block target = targets.values().iterator().next();
    same(target, "job", own.job());
    same(target, "Job", own.job());
    same(target, "group", own.group());
    same(target, "Group", own.group());
    same(target, "namespace", own.namespace());
    same(target, "Namespace", own.namespace());
    boolean dryRun = target.flag("dry-run").orElse(false);
    target.refuseOthers();
    return dryRun;
  }

  private static void same(Block target, String word, String own) {
    target
        .text(word)
        .filter(name -> !name.equals(own))
        .ifPresent(_ -> target.problem(word, "\"" + own + "\", where the block stands"));
  }
}

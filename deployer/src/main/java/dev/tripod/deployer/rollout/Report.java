package dev.tripod.deployer.rollout;

import dev.tripod.deployer.history.Entry;
import dev.tripod.deployer.nomad.ChangeText;
import dev.tripod.deployer.nomad.JobKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Why a submission failed: the tasks in trouble with their last lines, the words of failing
/// checks, and what to do next.
///
/// @param headline what failed, in one sentence
/// @param more allocations in trouble that are not told of
/// @param theirs the version of somebody else that is live now, with what it changed
/// @param next what to do, in one sentence
public record Report(
    JobKey job,
    String headline,
    List<Task> tasks,
    int more,
    List<String> checks,
    Optional<Entry> theirs,
    String next) {
  /// A task in trouble.
  ///
  /// @param event of Nomad's, the one that tells why
  public record Task(
      String group,
      String allocation,
      String node,
      String task,
      String event,
      List<String> stderr,
      List<String> stdout) {}

  Report because(Optional<Entry> entry) {
    return new Report(job, headline, tasks, more, checks, entry, next);
  }

  /// For a person.
  public List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(job + ": " + headline);
    tasks.forEach(task -> task(lines, task));
    if (more > 0) {
      lines.add("  and %d more allocations".formatted(more));
    }
    checks.forEach(check -> lines.add("  " + check));
    theirs.ifPresent(entry -> theirs(lines, entry));
    lines.add("  Next: " + next);
    return lines;
  }

  private static void task(List<String> lines, Task task) {
    var allocation = task.allocation().substring(0, Math.min(8, task.allocation().length()));
    lines.add(
        "  group %s, allocation %s on %s, task %s: %s"
            .formatted(task.group(), allocation, task.node(), task.task(), task.event()));
    log(lines, "stderr", task.stderr());
    log(lines, "stdout", task.stdout());
  }

  private static void theirs(List<String> lines, Entry entry) {
    lines.add("  " + entry.headline());
    ChangeText.indented(entry.changes()).forEach(line -> lines.add("  " + line));
  }

  private static void log(List<String> lines, String stream, List<String> log) {
    if (!log.isEmpty()) {
      lines.add("    %s, last lines:".formatted(stream));
      log.forEach(line -> lines.add("      " + line));
    }
  }
}

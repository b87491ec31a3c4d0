package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.World;

/// A task runs out of the memory that its job allows it, and the kernel kills it.
final class Memory {
  /// For the process `$pid`. One of our own joins the task's control group (v1 or v2) and
  /// takes all of its memory but for a MiB, which the task has itself; the task is marked as
  /// the one to be killed. A group without a limit is left alone. Ours ends after some
  /// seconds.
  private static final String EXHAUST =
      """
      set -e
      group=$(sed -n 's/^[0-9]*:memory://p' /proc/$pid/cgroup)
      if [ -n "$group" ]; then
        group=/sys/fs/cgroup/memory$group limit=memory.limit_in_bytes
      else
        group=/sys/fs/cgroup$(sed -n 's/^0:://p' /proc/$pid/cgroup) limit=memory.max
      fi
      bytes=$(cat $group/$limit)
      [ "$bytes" -le 1073741824 ] || { echo "the task has no limit: $bytes" >&2; exit 1; }
      echo 1000 > /proc/$pid/oom_score_adj
      setsid sh -c "echo \\$\\$ > $group/cgroup.procs && \
        exec timeout 5 python3 -c 'import time; x = bytes([1]) * ($bytes - 1048576); time.sleep(3)'" \
        >/dev/null 2>&1 </dev/null &
      """;

  private Memory() {}

  /// @param finder of a task, that is a process of its own
  static Fault exhausted(Victim.Finder finder) {
    return (world, _) -> {
      var victim = finder.find(world);
      return Blow.instant(victim.where() + " runs out of memory", () -> exhaust(world, victim));
    };
  }

  private static void exhaust(World world, Victim victim) throws InterruptedException {
    world.lab().ssh(victim.node(), "pid=" + victim.pid() + "\n" + EXHAUST);
  }
}

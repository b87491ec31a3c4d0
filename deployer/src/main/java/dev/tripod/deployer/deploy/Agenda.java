package dev.tripod.deployer.deploy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Says which jobs may be submitted next: each one as soon as all jobs that provide what it needs
/// have succeeded. What needs a job that failed is left out; what does not goes on.
public final class Agenda {
  private final Map<JobSpec, Set<JobSpec>> before;
  private final Set<JobSpec> started = new LinkedHashSet<>();
  private final Map<JobSpec, Outcome> outcomes = new LinkedHashMap<>();

  /// Needs that jobs outside of this list provide must be met already.
  ///
  /// @param jobs in an order in which each comes after what it needs
  public Agenda(List<JobSpec> jobs) {
    this.before = new LinkedHashMap<>();
    jobs.forEach(
        job ->
            before.put(
                job,
                new LinkedHashSet<>(
                    jobs.stream()
                        .filter(other -> job.needs().stream().anyMatch(other.provides()::contains))
                        .toList())));
  }

  /// The jobs that can be started now; each is told once.
  public List<JobSpec> start() {
    var ready =
        before.keySet().stream()
            .filter(job -> !started.contains(job) && !outcomes.containsKey(job))
            .filter(job -> before.get(job).stream().allMatch(this::good))
            .toList();
    started.addAll(ready);
    return ready;
  }

  private boolean good(JobSpec job) {
    return outcomes.containsKey(job) && outcomes.get(job).good();
  }

  /// Notes how a job ended.
  ///
  /// @return the jobs that are left out for that
  public List<JobSpec> ended(JobSpec job, Outcome outcome) {
    outcomes.put(job, outcome);
    var leftOut = new ArrayList<JobSpec>();
    if (!outcome.good()) {
      for (var other : before.keySet()) {
        if (before.get(other).contains(job) && !outcomes.containsKey(other)) {
          leftOut.add(other);
          leftOut.addAll(ended(other, Outcome.LEFT_OUT));
        }
      }
    }
    return leftOut;
  }

  public boolean done() {
    return outcomes.size() == before.size();
  }

  /// How each job ended so far.
  public Map<JobSpec, Outcome> outcomes() {
    return Map.copyOf(outcomes);
  }
}

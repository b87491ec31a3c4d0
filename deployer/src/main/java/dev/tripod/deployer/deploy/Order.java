package dev.tripod.deployer.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Puts jobs in the order of what they need: a job comes after all that provide a service it needs.
public final class Order {
  private final List<JobSpec> jobs;
  private final Map<JobSpec, Set<JobSpec>> before = new LinkedHashMap<>();

  private Order(Collection<JobSpec> jobs) {
    this.jobs = List.copyOf(jobs);
    this.jobs.forEach(job -> before.put(job, providers(job)));
  }

  /// Each job after all that provide what it needs.
  ///
  /// @throws OrderProblem when a needed service is provided by none, or jobs need each other in a
  ///     circle
  public static List<JobSpec> of(Collection<JobSpec> jobs) {
    return new Order(jobs).inOrder();
  }

  private List<JobSpec> inOrder() {
    var done = new LinkedHashSet<JobSpec>();
    while (done.size() < jobs.size()) {
      var next =
          jobs.stream()
              .filter(job -> !done.contains(job) && done.containsAll(before.get(job)))
              .toList();
      if (next.isEmpty()) {
        throw new OrderProblem(circle(done));
      }
      done.addAll(next);
    }
    return List.copyOf(done);
  }

  private Set<JobSpec> providers(JobSpec job) {
    var providers = new LinkedHashSet<JobSpec>();
    for (var need : job.needs()) {
      var found = jobs.stream().filter(other -> other.provides().contains(need)).toList();
      if (found.isEmpty()) {
        throw new OrderProblem(unknown(job, need));
      }
      providers.addAll(found);
    }
    return providers;
  }

  private String unknown(JobSpec job, String need) {
    var known =
        jobs.stream()
            .flatMap(other -> other.provides().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return "%s: the job %s needs the service %s, which no job provides; provided are: %s"
        .formatted(job.file(), job.id(), need, String.join(", ", known));
  }

  /// Walks from one job that cannot start to what it waits for, until a job comes up again.
  private String circle(Set<JobSpec> done) {
    var path = new ArrayList<JobSpec>();
    var job = waiting(jobs, done);
    while (!path.contains(job)) {
      path.add(job);
      job = waiting(before.get(job), done);
    }
    path.add(job);
    return "Jobs need each other in a circle: "
        + path.subList(path.indexOf(job), path.size()).stream()
            .map(JobSpec::id)
            .collect(Collectors.joining(" needs "))
        + ". Take one of these needs out of a job's meta.";
  }

  private static JobSpec waiting(Collection<JobSpec> jobs, Set<JobSpec> done) {
    return jobs.stream().filter(job -> !done.contains(job)).findFirst().orElseThrow();
  }
}

package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.Nomad;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The end of a job: it is deregistered, its allocations end, its services leave Consul.
public final class Retirement {
  /// Well within what one call to Nomad may take.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Nomad nomad;
  private final Services services;

  public Retirement(Nomad nomad, Services services) {
    this.nomad = nomad;
    this.services = services;
  }

  /// Stops the job and waits until nothing of it is left.
  ///
  /// @param purge whether Nomad shall forget it, too
  /// @return what is still there after that time, in words
  public List<String> run(JobSpec job, boolean purge, Duration within) throws InterruptedException {
    var deadline = System.nanoTime() + within.toNanos();
    nomad.deregister(job.key(), purge);
    var allocations = ended(job.key(), deadline);
    var left = new ArrayList<String>();
    running(allocations).stream().map(Retirement::words).forEach(left::add);
    for (var service : ownServices(job)) {
      services
          .awaitGone(service, ids(allocations), deadline)
          .forEach(instance -> left.add("%s in Consul (%s)".formatted(service, instance)));
    }
    return left;
  }

  /// All allocations, when they have ended or the deadline has come.
  private List<Allocation> ended(JobKey key, long deadline) {
    var seen = nomad.allocations(key, 0, Duration.ZERO);
    while (!running(seen.value()).isEmpty() && System.nanoTime() < deadline) {
      var left = Math.min(deadline - System.nanoTime(), LONGEST_WAIT.toNanos());
      seen = nomad.allocations(key, seen.index(), Duration.ofNanos(left));
    }
    return seen.value();
  }

  private static List<Allocation> running(List<Allocation> allocations) {
    return allocations.stream().filter(allocation -> !allocation.ended()).toList();
  }

  private static String words(Allocation allocation) {
    return "allocation %s of group %s on %s is %s"
        .formatted(
            allocation.shortId(), allocation.group(), allocation.node(), allocation.clientStatus());
  }

  private static Set<String> ids(List<Allocation> allocations) {
    return allocations.stream().map(Allocation::id).collect(Collectors.toSet());
  }

  /// What its meta promises besides may be others' as well.
  private static List<String> ownServices(JobSpec job) {
    return job.groups().stream().flatMap(group -> group.services().stream()).distinct().toList();
  }
}

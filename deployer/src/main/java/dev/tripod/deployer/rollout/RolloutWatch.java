package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Judge;
import dev.tripod.deployer.deploy.Rollout;
import dev.tripod.deployer.deploy.Trouble;
import dev.tripod.deployer.deploy.Verdict;
import dev.tripod.deployer.deploy.Verdict.Failed;
import dev.tripod.deployer.deploy.Verdict.Going;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Nomad;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// Follows one version of a job until its rollout is over or the time is up. Sleeps in blocking
/// queries, so each change is seen when it happens.
final class RolloutWatch {
  /// How long one blocking query waits: changes elsewhere than awaited are seen after this.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

  private final Nomad nomad;
  private final Services services;
  private final JobSpec job;
  private final Map<String, String> failingChecks = new LinkedHashMap<>();

  RolloutWatch(Nomad nomad, Services services, JobSpec job) {
    this.nomad = nomad;
    this.services = services;
    this.job = job;
  }

  /// How a watch ended, with all that a report needs.
  record End(Verdict verdict, Rollout rollout, Map<String, String> failingChecks) {}

  End toTheEnd(LiveJob live, Duration timeout, Consumer<String> progress) {
    return follow(live, timeout, progress, _ -> false);
  }

  /// Lets a rollout that goes well come to its end; one in trouble is not waited for. Nomad may
  /// never call an allocation healthy whose job is changed again while it starts.
  void settle(LiveJob live, Duration timeout) {
    follow(live, timeout, _ -> {}, rollout -> !Trouble.of(rollout).isEmpty());
  }

  private End follow(
      LiveJob live, Duration timeout, Consumer<String> progress, Predicate<Rollout> enough) {
    var deadline = System.nanoTime() + timeout.toNanos();
    for (var last = ""; ; ) {
      var snapshot = look(live);
      var verdict = Judge.verdict(job, snapshot.rollout());
      if (!(verdict instanceof Going going) || enough.test(snapshot.rollout())) {
        return new End(verdict, snapshot.rollout(), failingChecks);
      }
      failingChecks.putAll(services.failing(job.provides()));
      if (!going.progress().equals(last)) {
        last = going.progress();
        progress.accept(last);
      }
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive()) {
        var late = new Failed("not done after " + Progress.text(timeout) + ": " + last);
        return new End(late, snapshot.rollout(), failingChecks);
      }
      await(going.next(), snapshot, left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT);
    }
  }

  /// How the rollout of what is live stands now.
  Verdict now(LiveJob live) {
    return Judge.verdict(job, look(live).rollout());
  }

  private record Snapshot(Rollout rollout, Map<Topic, Long> indexes) {}

  private Snapshot look(LiveJob live) {
    var evaluations = nomad.evaluations(job.key(), 0, Duration.ZERO);
    var deployments = nomad.deployments(job.key(), 0, Duration.ZERO);
    var allocations = nomad.allocations(job.key(), 0, Duration.ZERO);
    return new Snapshot(
        new Rollout(
            live.version(),
            live.modifyIndex(),
            live.counts().values().stream().mapToInt(Integer::intValue).sum(),
            deployments.value(),
            allocations.value(),
            evaluations.value()),
        Map.of(
            Topic.EVALUATIONS, evaluations.index(),
            Topic.DEPLOYMENTS, deployments.index(),
            Topic.ALLOCATIONS, allocations.index()));
  }

  private void await(Topic topic, Snapshot snapshot, Duration wait) {
    var index = snapshot.indexes().get(topic);
    switch (topic) {
      case EVALUATIONS -> nomad.evaluations(job.key(), index, wait);
      case DEPLOYMENTS -> nomad.deployments(job.key(), index, wait);
      case ALLOCATIONS -> nomad.allocations(job.key(), index, wait);
    }
  }
}

package dev.tripod.deployer.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Rollout;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.history.Entry;
import dev.tripod.deployer.history.History;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.Nomad.Registered;
import dev.tripod.deployer.nomad.Preview;
import dev.tripod.deployer.nomad.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The real Nomad and Consul. Waits in blocking queries, so each change is seen when it happens.
public final class LiveCluster implements Cluster {
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Nomad nomad;
  private final Services services;

  public LiveCluster(Nomad nomad, Services services) {
    this.nomad = nomad;
    this.services = services;
  }

  @Override
  public Optional<LiveJob> job(JobKey key) {
    return nomad.job(key);
  }

  @Override
  public Preview preview(ObjectNode job, Optional<LiveJob> live) {
    return nomad.preview(job, live);
  }

  @Override
  public Registered register(ObjectNode job, long observedIndex, Source source) {
    return nomad.register(job, observedIndex, source);
  }

  @Override
  public List<JobVersion> versions(JobKey key) {
    return nomad.history().versions(key);
  }

  @Override
  public Optional<Entry> liveSince(JobKey key, long modifyIndex) {
    return new History(nomad.history(), key).liveSince(modifyIndex);
  }

  @Override
  public void promote(String deployment) {
    nomad.promote(deployment);
  }

  @Override
  public Look look(LiveJob live) {
    var evaluations = nomad.evaluations(live.key(), 0, Duration.ZERO);
    var deployments = nomad.deployments(live.key(), 0, Duration.ZERO);
    var allocations = nomad.allocations(live.key(), 0, Duration.ZERO);
    return new Look(
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

  @Override
  public void await(LiveJob live, Topic topic, Look look, Duration within) {
    var index = look.indexes().get(topic);
    switch (topic) {
      case EVALUATIONS -> nomad.evaluations(live.key(), index, within);
      case DEPLOYMENTS -> nomad.deployments(live.key(), index, within);
      case ALLOCATIONS -> nomad.allocations(live.key(), index, within);
    }
  }

  @Override
  public boolean healthy(String service) {
    return services.healthy(service);
  }

  @Override
  public void awaitHealthy(String service, Duration within) throws InterruptedException {
    services.awaitHealthy(service, System.nanoTime() + within.toNanos());
  }

  @Override
  public Map<String, String> failingChecks(JobSpec job) {
    return services.failing(job.provides());
  }

  @Override
  public String logTail(String allocation, String task, String stream, int bytes) {
    return nomad.logTail(allocation, task, stream, bytes);
  }

  @Override
  public void pause() throws InterruptedException {
    Thread.sleep(PAUSE);
  }

  @Override
  public Duration now() {
    return Duration.ofNanos(System.nanoTime());
  }
}

package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.policy.PolicyReading;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs every enabled policy of the cluster's jobs.
///
///     PolicyWatch ── policies ──▶ Autoscaler ── one each ──▶ PolicyRun ── each tick ──▶ Evaluator
///                                     ▲                                                    │
///                                     └───────────────── evaluations ──────────────────────┘
///
/// Beside that, and slowly, the [Balancer] keeps the instances of the same groups apart.
///
/// Leading or standing by is the concern of each tick, not of this class: policies are followed
/// either way, so that a standby takes over within one interval.
final class Autoscaler implements AutoCloseable, PolicyRun.Listener {
  private static final Logger LOG = LoggerFactory.getLogger(Autoscaler.class);

  private final Peers peers;
  private final LoopMetrics metrics;
  private final ScheduledExecutorService clock =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("ticks").factory(),
          new ThreadPoolExecutor.DiscardPolicy());
  private final Records records = new Records();
  private final DecisionLog decisions = new DecisionLog(LOG::info);
  private final PolicyWatch watch;
  private final Balancer balancer;
  private final Map<String, PolicyRun> runs = new ConcurrentHashMap<>();
  private volatile List<PolicyReading.Refused> refused = List.of();
  private volatile boolean closed;

  Autoscaler(Peers peers, LoopMetrics metrics) {
    this.peers = peers;
    this.metrics = metrics;
    this.watch = new PolicyWatch(peers.nomad(), this::update);
    this.balancer = new Balancer(peers.nomad(), peers.leads(), this::balanced, metrics::moved);
    metrics.policies("running", runs::size);
    metrics.policies("refused", () -> refused.size());
    metrics.leading(() -> peers.leads().getAsBoolean() ? 1 : 0);
  }

  void start() {
    peers.groups().whenDeployed(this::deployed);
    watch.start();
    balancer.start();
  }

  /// The groups that are acted on.
  private List<Target> balanced() {
    return runs.values().stream()
        .map(PolicyRun::policy)
        .filter(policy -> !policy.dryRun())
        .map(Policy::target)
        .toList();
  }

  private void deployed(JobKey job) {
    runs.values().stream()
        .filter(run -> run.policy().target().job().equals(job.id()))
        .filter(run -> run.policy().target().namespace().equals(job.namespace()))
        .forEach(PolicyRun::wake);
  }

  boolean leads() {
    return peers.leads().getAsBoolean();
  }

  Peers peers() {
    return peers;
  }

  PolicyWatch watch() {
    return watch;
  }

  Records records() {
    return records;
  }

  List<PolicyRun> runs() {
    return List.copyOf(runs.values());
  }

  List<PolicyReading.Refused> refused() {
    return refused;
  }

  @Override
  public void evaluated(Evaluation evaluation) {
    records.add(evaluation);
    metrics.accept(evaluation);
    decisions.accept(evaluation);
  }

  @Override
  public void missed(long evaluations) {
    metrics.missed(evaluations);
  }

  @Override
  public void stoodDown(Target target) {
    records.forget(target);
    metrics.forget(target);
    decisions.forget(target);
  }

  /// Called by the watch's thread alone.
  private synchronized void update(List<PolicyReading> readings) {
    if (closed) {
      return;
    }
    Map<String, Policy> wanted = new HashMap<>();
    for (PolicyReading reading : readings) {
      if (reading instanceof PolicyReading.Accepted(Policy policy) && policy.enabled()) {
        wanted.put(policy.id(), policy);
      }
    }
    runs.values().stream()
        .filter(run -> !run.policy().equals(wanted.get(run.policy().id())))
        .forEach(this::end);
    peers.groups().keepOnly(wanted.values().stream().map(Policy::target).toList());
    wanted.forEach((id, policy) -> runs.computeIfAbsent(id, _ -> begin(policy)));
    refuse(readings);
  }

  private PolicyRun begin(Policy policy) {
    LOG.info(
        "{}: policy begins, {} to {} instances, evaluated each {} ms",
        policy.target(),
        policy.min(),
        policy.max(),
        policy.evaluationInterval().toMillis());
    var run =
        new PolicyRun(
            policy,
            peers.leads(),
            () -> new Evaluator(policy, peers, InstantSource.system()),
            this,
            clock);
    run.start();
    return run;
  }

  private void end(PolicyRun run) {
    LOG.info("{}: policy ends; it changed, or its job is gone or stopped", run.policy().target());
    run.close();
    runs.remove(run.policy().id());
    stoodDown(run.policy().target());
  }

  private void refuse(List<PolicyReading> readings) {
    var before = new HashSet<>(refused);
    refused =
        readings.stream()
            .filter(PolicyReading.Refused.class::isInstance)
            .map(PolicyReading.Refused.class::cast)
            .toList();
    refused.stream()
        .filter(one -> !before.contains(one))
        .forEach(
            one ->
                LOG.warn(
                    "{}: policy refused, the group is not scaled: {}", one.target(), one.words()));
  }

  @Override
  public synchronized void close() {
    closed = true;
    watch.close();
    balancer.close();
    runs.values().forEach(PolicyRun::close);
    clock.shutdownNow();
  }
}

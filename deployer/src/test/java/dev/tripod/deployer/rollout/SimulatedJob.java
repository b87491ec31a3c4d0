package dev.tripod.deployer.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Allocation.Event;
import dev.tripod.deployer.nomad.Allocation.Task;
import dev.tripod.deployer.nomad.Answers;
import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.Deployment.Group;
import dev.tripod.deployer.nomad.Evaluation;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// One job in the simulated Nomad: registrations are evaluated, allocations start, deployments
/// succeed or fail and are rolled back, all in virtual time. Its past is kept, for stale reads.
final class SimulatedJob {
  /// Nomad collects such deployments every five minutes; here sooner, so that it happens often.
  private static final Duration FORGOTTEN_WITHIN = Duration.ofSeconds(20);

  private static final Duration PROGRESS_DEADLINE = Duration.ofMinutes(4);

  private final JobSpec spec;
  private final Fate fate;
  private final Timeline time;
  private final LongSupplier nextIndex;
  private final SplittableRandom random;
  private final List<JobView> past = new ArrayList<>(List.of(JobView.NOTHING));
  private final List<LiveJob> stable = new ArrayList<>();
  private Optional<LiveJob> live = Optional.empty();
  private final List<Deployment> deployments = new ArrayList<>();
  private final List<Allocation> allocations = new ArrayList<>();
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final List<JobVersion> versions = new ArrayList<>();
  private int failures;

  SimulatedJob(
      JobSpec spec, Fate fate, Timeline time, LongSupplier nextIndex, SplittableRandom random) {
    this.spec = spec;
    this.fate = fate;
    this.time = time;
    this.nextIndex = nextIndex;
    this.random = random;
  }

  JobSpec spec() {
    return spec;
  }

  Fate fate() {
    return fate;
  }

  JobView view() {
    return past.getLast();
  }

  /// As it was at some time.
  JobView at(Duration when) {
    return past.reversed().stream()
        .filter(view -> view.since().compareTo(when) <= 0)
        .findFirst()
        .orElse(JobView.NOTHING);
  }

  /// Whether it was as wanted, and rolled out, at any time since then.
  boolean rolledOutSince(Duration when) {
    var wanted = Answers.content(spec.json());
    return at(when).rolledOut(wanted)
        || past.stream()
            .anyMatch(view -> view.since().compareTo(when) >= 0 && view.rolledOut(wanted));
  }

  /// Whether an instance was healthy at any time since then.
  boolean healthySince(Duration when) {
    return at(when).healthy()
        || past.stream().anyMatch(view -> view.since().compareTo(when) >= 0 && view.healthy());
  }

  /// Nomad keeps version and index when nothing differs.
  long register(ObjectNode job, long observedIndex) {
    if (observedIndex != view().modifyIndex()) {
      throw Answers.conflict(observedIndex, view().modifyIndex());
    }
    return registered(job);
  }

  /// Without asking for what was there.
  long registered(ObjectNode job) {
    return registered(job, Instant.EPOCH.plus(time.now()));
  }

  /// @param at when it was submitted, which is long ago when Nomad goes back
  private long registered(ObjectNode job, Instant at) {
    if (live.filter(now -> Answers.live(job, now.version(), now.modifyIndex()).equals(now))
        .isEmpty()) {
      var index = nextIndex.getAsLong();
      var version = live.map(now -> now.version() + 1).orElse(0L);
      live = Optional.of(Answers.live(job, version, index));
      versions.addFirst(new JobVersion(version, at, false, false, index, job, List.of()));
      cancel();
      evaluations.add(new Evaluation("e" + index, "pending", "job-register", index, Map.of()));
      publish(index);
      later(50, 800, () -> whileLive(index, this::evaluated));
    }
    return view().modifyIndex();
  }

  /// As by `nomad job stop -purge`.
  void purge() {
    var index = nextIndex.getAsLong();
    live = Optional.empty();
    deployments.clear();
    allocations.replaceAll(each -> allocation(each, "stop", "complete", each.healthy()));
    stable.clear();
    versions.clear();
    publish(index);
  }

  void promote(String id) {
    var deployment =
        deployments.stream()
            .filter(each -> each.id().equals(id) && each.status().equals("running"))
            .filter(each -> !each.groups().get(spec.id()).promoted())
            .findFirst()
            .orElseThrow(() -> Answers.refused(500, "no canaries to promote"));
    change(deployment, old -> deployment(old, "running", "Deployment is running", promoted(old)));
    place(deployment.jobVersion(), count());
    publish(nextIndex.getAsLong());
  }

  private static Group group(Deployment deployment) {
    return deployment.groups().values().iterator().next();
  }

  private static Group promoted(Deployment old) {
    var group = group(old);
    return new Group(group.desired(), group.healthy(), group.unhealthy(), group.canaries(), true);
  }

  private void evaluated(LiveJob job) {
    evaluations.replaceAll(
        each ->
            new Evaluation(
                each.id(), "complete", each.triggeredBy(), each.createIndex(), Map.of()));
    allocations.replaceAll(
        each -> each.running() ? each : allocation(each, "stop", "complete", each.healthy()));
    var update = allocations.stream().anyMatch(Allocation::running);
    var canaries = update ? job.specification().path("Update").path("Canary").asInt() : 0;
    if (!spec.ends()) {
      deploy(job, canaries);
    }
    place(job.version(), canaries > 0 ? canaries : count());
    publish(nextIndex.getAsLong());
  }

  private void deploy(LiveJob job, int canaries) {
    var groups = Map.of(spec.id(), new Group(count(), 0, 0, canaries, false));
    var text =
        canaries > 0
            ? "Deployment is running but requires manual promotion"
            : "Deployment is running";
    deployments.addFirst(
        new Deployment(
            "d" + job.modifyIndex(), job.version(), job.modifyIndex(), "running", text, groups));
    time.after(PROGRESS_DEADLINE, () -> whileLive(job.modifyIndex(), _ -> overdue()));
  }

  /// Waiting for a promotion is no lack of progress.
  private void overdue() {
    if (running().filter(each -> group(each).canaries() <= group(each).healthy()).isEmpty()) {
      failed("Failed due to progress deadline");
      publish(nextIndex.getAsLong());
    }
  }

  private int count() {
    return live.orElseThrow().counts().get(spec.id());
  }

  private void place(long version, int count) {
    var placed =
        allocations.stream().filter(each -> each.wanted() && each.jobVersion() == version).count();
    for (var i = placed; i < count; i++) {
      var id = "a%d-%d-%d".formatted(live.orElseThrow().modifyIndex(), version, i);
      allocations.add(
          new Allocation(
              id, "node1", spec.id(), version, "run", "pending", Optional.empty(), Map.of()));
      var index = live.orElseThrow().modifyIndex();
      later(500, 9000, () -> whileLive(index, _ -> started(id)));
    }
  }

  private void started(String id) {
    var now = dooms() ? fate : Fate.GOOD;
    switch (now) {
      case STUCK -> set(id, "running", Optional.empty());
      case FAILS, FAILS_ONCE -> {
        failures++;
        set(id, "failed", Optional.of(false));
        failed("Failed due to unhealthy allocations");
      }
      case GOOD -> well(id);
    }
    publish(nextIndex.getAsLong());
  }

  /// Only what is wanted is doomed, not what somebody else registers.
  private boolean dooms() {
    return Answers.content(live.orElseThrow().specification())
            .equals(Answers.content(Answers.live(spec.json(), 0, 0).specification()))
        && (fate != Fate.FAILS_ONCE || failures == 0);
  }

  private void well(String id) {
    set(id, spec.ends() ? "complete" : "running", Optional.of(true));
    running().ifPresent(deployment -> change(deployment, SimulatedJob::oneMore));
    running().filter(SimulatedJob::complete).ifPresent(this::succeeded);
  }

  private static Deployment oneMore(Deployment old) {
    var group = group(old);
    var more =
        new Group(
            group.desired(),
            group.healthy() + 1,
            group.unhealthy(),
            group.canaries(),
            group.promoted());
    return deployment(old, old.status(), old.description(), more);
  }

  private static boolean complete(Deployment deployment) {
    var group = group(deployment);
    return group.healthy() >= group.desired();
  }

  private void succeeded(Deployment deployment) {
    change(deployment, old -> deployment(old, "successful", "", group(old)));
    stable.add(live.orElseThrow());
    allocations.replaceAll(
        each ->
            each.jobVersion() == deployment.jobVersion()
                ? each
                : allocation(each, "stop", "complete", each.healthy()));
  }

  private void failed(String why) {
    var running = running();
    if (running.isEmpty()) {
      return;
    }
    var back =
        stable.isEmpty() || !spec.json().path("Update").path("AutoRevert").asBoolean()
            ? Optional.<LiveJob>empty()
            : Optional.of(stable.getLast());
    var text = back.map(to -> why + " - rolling back to job version " + to.version()).orElse(why);
    change(running.get(), old -> deployment(old, "failed", text, group(old)));
    back.ifPresent(to -> whileLive(running.get().specificationIndex(), _ -> rollBack(to)));
    later(1, Math.toIntExact(FORGOTTEN_WITHIN.toMillis()), () -> forget(running.get().id()));
  }

  /// In the same transaction as the failure, as in Nomad.
  private void rollBack(LiveJob to) {
    var at = versions.stream().filter(each -> each.version() == to.version()).findFirst();
    registered(to.specification(), at.orElseThrow().at());
  }

  /// Once nothing of it runs.
  private void forget(String id) {
    var gone = deployments.removeIf(each -> each.id().equals(id) && ended(each.jobVersion()));
    if (gone) {
      publish(nextIndex.getAsLong());
    }
  }

  private boolean ended(long version) {
    return allocations.stream()
        .filter(each -> each.jobVersion() == version)
        .allMatch(Allocation::ended);
  }

  private Optional<Deployment> running() {
    return deployments.stream()
        .filter(each -> each.specificationIndex() == view().modifyIndex())
        .filter(each -> each.status().equals("running"))
        .findFirst();
  }

  private void cancel() {
    deployments.replaceAll(
        each ->
            each.status().equals("running")
                ? deployment(
                    each, "cancelled", "Cancelled due to newer version of job", group(each))
                : each);
  }

  private void change(Deployment deployment, UnaryOperator<Deployment> how) {
    deployments.replaceAll(each -> each.id().equals(deployment.id()) ? how.apply(each) : each);
  }

  private static Deployment deployment(Deployment old, String status, String text, Group group) {
    var name = old.groups().keySet().iterator().next();
    return new Deployment(
        old.id(), old.jobVersion(), old.specificationIndex(), status, text, Map.of(name, group));
  }

  private void set(String id, String status, Optional<Boolean> healthy) {
    allocations.replaceAll(
        each ->
            each.id().equals(id) ? allocation(each, each.desiredStatus(), status, healthy) : each);
  }

  private static Allocation allocation(
      Allocation old, String desired, String status, Optional<Boolean> healthy) {
    var events =
        status.equals("failed")
            ? List.of(new Event("Terminated", "Exit Code: 1", true))
            : List.<Event>of();
    return new Allocation(
        old.id(),
        old.node(),
        old.group(),
        old.jobVersion(),
        desired,
        status,
        healthy,
        Map.of("server", new Task(status, status.equals("failed"), events)));
  }

  private void whileLive(long index, Consumer<LiveJob> deed) {
    live.filter(job -> job.modifyIndex() == index).ifPresent(deed);
  }

  private void later(int fromMillis, int toMillis, Runnable deed) {
    time.after(Duration.ofMillis(random.nextInt(fromMillis, toMillis)), deed);
  }

  private void publish(long index) {
    past.add(
        new JobView(
            time.now(),
            index,
            live,
            List.copyOf(deployments),
            List.copyOf(allocations),
            List.copyOf(evaluations),
            List.copyOf(versions)));
  }
}

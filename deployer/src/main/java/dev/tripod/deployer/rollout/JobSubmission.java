package dev.tripod.deployer.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Step;
import dev.tripod.deployer.deploy.Verdict.Failed;
import dev.tripod.deployer.deploy.Verdict.Going;
import dev.tripod.deployer.deploy.Verdict.Succeeded;
import dev.tripod.deployer.deploy.Wanted;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.NomadRefused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Brings one job from what is observed to what is wanted: observe, decide, act, and again.
final class JobSubmission {
  /// A round is lost to somebody who scaled the job in the same moment; that many are rare.
  private static final int ROUNDS = 5;

  /// How long a rollout under way, somebody else's or an earlier one, is given to end by itself.
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Nomad nomad;
  private final Services services;
  private final Progress progress;
  private final JobSpec job;
  private final Duration timeout;
  private final RolloutWatch watch;

  JobSubmission(Nomad nomad, Services services, Progress progress, JobSpec job, Duration timeout) {
    this.nomad = nomad;
    this.services = services;
    this.progress = progress;
    this.job = job;
    this.timeout = timeout;
    this.watch = new RolloutWatch(nomad, services, job);
  }

  /// What is live and what follows from it; nothing is live before the first registration.
  private record Observed(Optional<LiveJob> live, Step step) {
    boolean onlyCountsDiffer(Observed earlier) {
      return live.map(LiveJob::withoutCounts).equals(earlier.live.map(LiveJob::withoutCounts));
    }

    long index() {
      return live.map(LiveJob::modifyIndex).orElse(0L);
    }

    long version() {
      return live.orElseThrow().version();
    }
  }

  Outcome run() throws InterruptedException {
    var lost = Optional.<Observed>empty();
    for (var round = 0; round < ROUNDS; round++) {
      var now = observe();
      switch (now.step()) {
        case Step.Done(String summary) -> {
          line("unchanged, version %d, %s".formatted(now.version(), summary));
          return Outcome.UNCHANGED;
        }
        case Step.Watch() -> {
          line("version %d is being rolled out already".formatted(now.version()));
          return toTheEnd(now.live().orElseThrow());
        }
        case Step.Register _, Step.TryAgain _ -> {
          if (lost.isPresent() && !now.onlyCountsDiffer(lost.get())) {
            return conflict(now);
          }
          var outcome = register(now);
          if (outcome.isPresent()) {
            return outcome.get();
          }
          lost = Optional.of(now);
        }
      }
    }
    return conflict(lost.orElseThrow());
  }

  private Observed observe() {
    var live = nomad.job(job.key());
    return new Observed(live, live.map(this::next).orElseGet(Step.Register::new));
  }

  private Step next(LiveJob live) {
    var verdict = watch.now(live);
    if (!nomad.differs(Wanted.job(job, Optional.of(live)), live)) {
      return Step.next(verdict);
    }
    if (verdict instanceof Going going) {
      line("version %d is being rolled out still, %s".formatted(live.version(), going.progress()));
      watch.settle(live, timeout.compareTo(SETTLED) < 0 ? timeout : SETTLED);
    }
    return new Step.Register();
  }

  /// Empty when somebody else changed the job between the look at it and the registration.
  private Optional<Outcome> register(Observed now) throws InterruptedException {
    if (!needsAreMet()) {
      return Optional.of(Outcome.FAILED);
    }
    try {
      var registered = nomad.register(wanted(now), now.index());
      warn(registered.warnings());
      return nomad
          .job(job.key())
          .filter(live -> live.modifyIndex() == registered.modifyIndex())
          .map(this::registered);
    } catch (NomadRefused e) {
      return e.conflict() ? Optional.empty() : Optional.of(refused(e));
    }
  }

  private ObjectNode wanted(Observed now) {
    if (now.step() instanceof Step.TryAgain(String failure)) {
      line("version %d failed (%s); tried again".formatted(now.version(), failure));
      return Wanted.again(job, now.live().orElseThrow());
    }
    return Wanted.job(job, now.live());
  }

  private boolean needsAreMet() throws InterruptedException {
    var deadline = System.nanoTime() + timeout.toNanos();
    for (var need : job.needs()) {
      if (services.healthy(need)) {
        continue;
      }
      line("waits for a healthy instance of " + need);
      if (!services.awaitHealthy(need, deadline)) {
        progress.failure(
            List.of(
                "%s: not submitted: no instance of %s became healthy within %s."
                    .formatted(job.key(), need, Progress.text(timeout)),
                "  Next: find out why with `deployer status` and in Consul's UI, then submit again."));
        return false;
      }
    }
    return true;
  }

  private Outcome registered(LiveJob live) {
    line("registered version %d".formatted(live.version()));
    return toTheEnd(live);
  }

  private Outcome toTheEnd(LiveJob live) {
    var start = System.nanoTime();
    var end =
        watch.toTheEnd(
            live, timeout, text -> line("%s (%s)".formatted(text, Progress.elapsed(start))));
    return switch (end.verdict()) {
      case Failed failed -> {
        progress.failure(FailureReport.of(nomad, job, failed, end));
        yield Outcome.FAILED;
      }
      case Succeeded succeeded -> {
        line("rolled out, %s (%s)".formatted(succeeded.summary(), Progress.elapsed(start)));
        yield Outcome.ROLLED_OUT;
      }
      case Going going -> throw new IllegalStateException("the watch ended in " + going);
    };
  }

  private Outcome refused(NomadRefused e) {
    progress.failure(
        List.of(
            "%s: Nomad refused the job: %s".formatted(job.key(), e.getMessage()),
            "  Next: correct %s and submit again.".formatted(job.file())));
    return Outcome.REFUSED;
  }

  private Outcome conflict(Observed now) {
    progress.failure(
        List.of(
            "%s: not registered: somebody else changed the job meanwhile, it is now %s."
                .formatted(
                    job.key(),
                    now.live()
                        .map(live -> "at version %d".formatted(live.version()))
                        .orElse("gone")),
            "  Next: see what changed with `nomad job history -p %s`, then submit again."
                .formatted(job.id())));
    return Outcome.CONFLICT;
  }

  private void warn(String warnings) {
    if (!warnings.isEmpty()) {
      line("Nomad warns: " + warnings.replaceAll("\\s+", " "));
    }
  }

  private void line(String text) {
    progress.line(job.key().toString(), text);
  }
}

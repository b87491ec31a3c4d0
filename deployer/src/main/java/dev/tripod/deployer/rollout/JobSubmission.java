package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.Course;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Next;
import dev.tripod.deployer.deploy.Observed;
import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.deploy.Promotion;
import dev.tripod.deployer.deploy.Tally;
import dev.tripod.deployer.deploy.Versions;
import dev.tripod.deployer.deploy.Wanted;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.Preview;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Brings one job from what is observed to what is wanted: observe, decide, act, and again. What is
/// decided is the [Course]'s.
final class JobSubmission {
  private final Cluster cluster;
  private final Audience audience;
  private final JobSpec job;
  private final Course course;
  private final Reporter reporter;
  private final Duration begun;
  private final Map<String, String> failingChecks = new LinkedHashMap<>();
  private OptionalInt changes = OptionalInt.empty();
  private boolean tellsVersion = true;
  private String told = "";

  JobSubmission(
      Cluster cluster, Audience audience, JobSpec job, Duration timeout, Promotion promotion) {
    this.cluster = cluster;
    this.audience = audience;
    this.job = job;
    this.course = new Course(job, timeout, promotion);
    this.reporter = new Reporter(cluster, job);
    this.begun = cluster.now();
  }

  /// The job was chosen in view of this version: others' changes since then are not
  /// overwritten.
  JobSubmission since(LiveJob seen) {
    course.since(seen);
    return this;
  }

  Outcome run() throws InterruptedException {
    while (true) {
      var outcome = step();
      if (outcome.isPresent()) {
        return outcome.get();
      }
    }
  }

  /// One round.
  ///
  /// @return how it ended, empty while it has not
  Optional<Outcome> step() throws InterruptedException {
    var followed = course.followed();
    return followed.isPresent() ? follow(followed.get()) : observe();
  }

  private Optional<Outcome> follow(LiveJob live) throws InterruptedException {
    var look = cluster.look(live);
    var next =
        stale(look, live)
            ? course.stale(look.rollout(), cluster.now())
            : course.next(look.rollout(), cluster.now());
    return act(next, Optional.of(look), Optional.empty());
  }

  private Optional<Outcome> observe() throws InterruptedException {
    var live = cluster.job(job.key());
    var look = live.map(cluster::look);
    try {
      var observed = observed(live, look);
      return act(course.next(observed, cluster.now()), look, Optional.of(observed));
    } catch (NomadRefused e) {
      if (e.forbidden()) {
        throw e;
      }
      return Optional.of(refused(e));
    }
  }

  /// A job that a clock or a caller starts has no evaluation of its own.
  private boolean stale(Look look, LiveJob live) {
    return !job.startsLater() && look.olderThan(live);
  }

  private Observed observed(Optional<LiveJob> live, Optional<Look> look) {
    var preview = live.isEmpty() ? Preview.NONE : cluster.preview(Wanted.job(job, live), live);
    var unmet = job.needs().stream().filter(need -> !cluster.healthy(need)).toList();
    var versions = live.filter(this::isNews).map(_ -> new Versions(cluster.versions(job.key())));
    var stale =
        look.filter(seen -> stale(seen, live.orElseThrow())).isPresent()
            || versions.filter(seen -> seen.olderThan(live.orElseThrow())).isPresent();
    return new Observed(live, preview, look.map(Look::rollout), unmet, versions, stale);
  }

  /// Whether somebody, perhaps Nomad itself, has changed the job since it was seen or registered.
  private boolean isNews(LiveJob live) {
    return live.modifyIndex() > course.basis().orElse(Long.MAX_VALUE);
  }

  private Optional<Outcome> act(Next next, Optional<Look> look, Optional<Observed> observed)
      throws InterruptedException {
    course.followed().ifPresent(this::follows);
    switch (next) {
      case Next.LookAgain _ -> cluster.pause();
      case Next.AwaitService(String service, Duration within) -> {
        note("waits for a healthy instance of " + service);
        cluster.awaitHealthy(service, within);
      }
      case Next.AwaitChange change -> awaitChange(change, look.orElseThrow());
      case Next.Register register -> register(register, observed.orElseThrow());
      case Next.AskToPromote ask -> askToPromote(ask);
      case Next.Promote(String deployment) -> promote(deployment);
      case Next.End end -> {
        return Optional.of(end(end, observed));
      }
    }
    return Optional.empty();
  }

  private void follows(LiveJob live) {
    if (tellsVersion) {
      tellsVersion = false;
      changes.ifPresentOrElse(
          count -> audience.hears(new Event.Registered(job.key(), live.version(), count)),
          () -> note("version %d is being rolled out already".formatted(live.version())));
    }
  }

  private void awaitChange(Next.AwaitChange change, Look look) {
    failingChecks.putAll(cluster.failingChecks(job));
    going(change.live(), change.tally(), change.text());
    cluster.await(change.live(), change.topic(), look, change.within());
  }

  private void register(Next.Register register, Observed observed) {
    register.failure().ifPresent(failure -> note(again(observed, failure)));
    try {
      var registered = cluster.register(register.job(), register.index(), job.source());
      course.registered(registered.modifyIndex());
      changes = OptionalInt.of(register.preview().changes().size());
      warn(registered.warnings());
    } catch (NomadRefused e) {
      if (!e.conflict()) {
        throw e;
      }
      course.lost();
    }
  }

  private static String again(Observed observed, String failure) {
    return "version %d failed (%s); tried again"
        .formatted(observed.live().orElseThrow().version(), failure);
  }

  private void askToPromote(Next.AskToPromote ask) throws InterruptedException {
    var question =
        "%s: %d canaries are healthy; shall the others follow?"
            .formatted(job.key(), ask.tally().healthy());
    if (audience.says(question)) {
      promote(ask.deployment());
    } else {
      course.notPromoted();
    }
  }

  private void promote(String deployment) throws InterruptedException {
    note("canaries are healthy, the others follow");
    try {
      cluster.promote(deployment);
    } catch (NomadRefused e) {
      // Somebody else may have been faster; the next look tells.
      note("Nomad does not promote: " + e.getMessage());
    }
    cluster.pause();
  }

  private Outcome end(Next.End end, Optional<Observed> observed) {
    switch (end.outcome()) {
      case FAILED -> {
        failingChecks.putAll(cluster.failingChecks(job));
        audience.hears(new Event.Failure(reporter.failed(end, failingChecks)));
      }
      case CONFLICT ->
          audience.hears(new Event.Failure(reporter.conflict(end.text(), course.basis())));
      default -> {
        // Told by its end alone.
      }
    }
    return ended(end.outcome(), end.text(), observed);
  }

  private Outcome refused(NomadRefused e) {
    audience.hears(new Event.Failure(reporter.refused(e.getMessage())));
    return ended(Outcome.REFUSED, e.getMessage(), Optional.empty());
  }

  private Outcome ended(Outcome outcome, String text, Optional<Observed> observed) {
    var live = course.followed().or(() -> observed.flatMap(Observed::live));
    audience.hears(
        new Event.Ended(
            job.key(),
            outcome,
            live.map(LiveJob::version).orElse(-1L),
            text,
            cluster.now().minus(begun)));
    return outcome;
  }

  private void warn(String warnings) {
    if (!warnings.isEmpty()) {
      note("Nomad warns: " + warnings);
    }
  }

  private void note(String text) {
    if (!text.equals(told)) {
      told = text;
      audience.hears(new Event.Note(job.key(), text));
    }
  }

  private void going(LiveJob live, Tally tally, String text) {
    if (!text.equals(told)) {
      told = text;
      var elapsed = cluster.now().minus(begun);
      audience.hears(new Event.Going(job.key(), live.version(), tally, text, elapsed));
    }
  }
}

package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.Agenda;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.deploy.Promotion;
import dev.tripod.deployer.nomad.NomadUnavailable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// One run of `submit` in one thread: which job makes its next step is left to chance.
final class SimulatedRun {
  static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final Submission submission;
  private final Agenda agenda;
  private final SplittableRandom random;
  private final Map<JobSpec, JobSubmission> running = new LinkedHashMap<>();
  private boolean unavailable;
  private int steps;

  SimulatedRun(Cluster cluster, Audience audience, List<JobSpec> jobs, SplittableRandom random) {
    this.submission = new Submission(cluster, audience, TIMEOUT, Promotion.AUTO);
    this.agenda = new Agenda(jobs);
    this.random = random;
  }

  /// Whether all jobs have their verdict, or Nomad could not be had.
  boolean over() {
    return agenda.done() || (unavailable && running.isEmpty());
  }

  boolean complete() {
    return agenda.done();
  }

  int steps() {
    return steps;
  }

  Map<JobSpec, Outcome> outcomes() {
    return agenda.outcomes();
  }

  void step() {
    if (!unavailable) {
      agenda.start().forEach(job -> running.put(job, submission.submission(job)));
    }
    var jobs = List.copyOf(running.keySet());
    step(jobs.get(random.nextInt(jobs.size())));
    steps++;
  }

  /// As in a real run, what goes on comes to its end when Nomad was not there for one job.
  private void step(JobSpec job) {
    try {
      running.get(job).step().ifPresent(outcome -> ended(job, outcome));
    } catch (NomadUnavailable e) {
      unavailable = true;
      running.remove(job);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void ended(JobSpec job, Outcome outcome) {
    running.remove(job);
    agenda.ended(job, outcome);
  }
}

package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.Agenda;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.deploy.Promotion;
import dev.tripod.deployer.nomad.LiveJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;

/// Submits jobs, each as soon as what it needs has come to its end.
public final class Submission {
  private final Cluster cluster;
  private final Audience audience;
  private final Duration timeout;
  private final Promotion promotion;

  /// What it takes to submit.
  ///
  /// @param timeout for each job: to wait for what it needs, and again to roll out
  /// @param promotion what follows when canaries are healthy
  public Submission(Cluster cluster, Audience audience, Duration timeout, Promotion promotion) {
    this.cluster = cluster;
    this.audience = audience;
    this.timeout = timeout;
    this.promotion = promotion;
  }

  private record Ended(JobSpec job, Outcome outcome) {}

  /// Runs to the end and tells the outcome of each job. A fault that is no verdict on a job (Nomad
  /// cannot be had, for instance) is thrown when all that runs has ended.
  ///
  /// @param jobs in an order in which each comes after what it needs
  public Map<JobSpec, Outcome> run(List<JobSpec> jobs) throws InterruptedException {
    var agenda = new Agenda(jobs);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var running = new ExecutorCompletionService<Ended>(threads);
      while (!agenda.done()) {
        agenda.start().forEach(job -> running.submit(() -> new Ended(job, submission(job).run())));
        var ended = running.take().get();
        agenda.ended(ended.job(), ended.outcome()).forEach(this::leftOut);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
    return agenda.outcomes();
  }

  /// Runs one job to the end, unless more than counts has changed since a version was seen.
  public Outcome run(JobSpec job, LiveJob seen) throws InterruptedException {
    return submission(job).since(seen).run();
  }

  /// One job's part.
  JobSubmission submission(JobSpec job) {
    return new JobSubmission(cluster, audience, job, timeout, promotion);
  }

  private void leftOut(JobSpec job) {
    audience.hears(
        new Event.Ended(
            job.key(), Outcome.LEFT_OUT, -1, "a job that it needs failed", Duration.ZERO));
  }
}

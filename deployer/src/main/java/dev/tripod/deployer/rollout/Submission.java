package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Nomad;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// Submits jobs wave by wave; the jobs of one wave at the same time. When one fails, its wave is
/// brought to its end and the later waves are left out.
public final class Submission {
  private final Nomad nomad;
  private final Services services;
  private final Progress progress;
  private final Duration timeout;

  /// What it takes to submit.
  ///
  /// @param timeout for each job: to wait for what it needs, and again to roll out
  public Submission(Nomad nomad, Services services, Progress progress, Duration timeout) {
    this.nomad = nomad;
    this.services = services;
    this.progress = progress;
    this.timeout = timeout;
  }

  /// Runs to the end and tells the outcome of each job. A fault that is no verdict on a job (Nomad
  /// cannot be had, for instance) is thrown when its wave is over.
  public Map<JobSpec, Outcome> run(List<List<JobSpec>> waves) throws InterruptedException {
    var outcomes = new LinkedHashMap<JobSpec, Outcome>();
    for (var wave : waves) {
      if (outcomes.values().stream().allMatch(Outcome::good)) {
        outcomes.putAll(together(wave));
      } else {
        wave.forEach(job -> leftOut(job, outcomes));
      }
    }
    return outcomes;
  }

  private Map<JobSpec, Outcome> together(List<JobSpec> wave) throws InterruptedException {
    var outcomes = new LinkedHashMap<JobSpec, Outcome>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var ends = threads.invokeAll(wave.stream().map(this::submission).toList());
      for (var i = 0; i < wave.size(); i++) {
        outcomes.put(wave.get(i), ends.get(i).get());
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    }
    return outcomes;
  }

  private Callable<Outcome> submission(JobSpec job) {
    return new JobSubmission(nomad, services, progress, job, timeout)::run;
  }

  private void leftOut(JobSpec job, Map<JobSpec, Outcome> outcomes) {
    progress.line(job.key().toString(), "not submitted, for a job before it failed");
    outcomes.put(job, Outcome.LEFT_OUT);
  }
}

package dev.tripod.deployer.rollout;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Answers;
import dev.tripod.deployer.nomad.JobKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/// The truth about all jobs, whatever anybody gets to see of it.
final class SimulatedNomad {
  private final Timeline time;
  private final Map<JobKey, SimulatedJob> jobs = new LinkedHashMap<>();
  private final SplittableRandom random;
  private long index = 100;

  SimulatedNomad(Timeline time, SplittableRandom random) {
    this.time = time;
    this.random = random;
  }

  SimulatedJob add(JobSpec spec, Fate fate) {
    var job = new SimulatedJob(spec, fate, time, () -> ++index, random.split());
    jobs.put(spec.key(), job);
    return job;
  }

  SimulatedJob job(JobKey key) {
    return jobs.get(key);
  }

  Collection<SimulatedJob> jobs() {
    return jobs.values();
  }

  Optional<SimulatedJob> provider(String service) {
    return jobs.values().stream()
        .filter(job -> job.spec().provides().contains(service))
        .findFirst();
  }

  SimulatedJob withDeployment(String id) {
    return jobs.values().stream()
        .filter(job -> job.view().deployments().stream().anyMatch(each -> each.id().equals(id)))
        .findFirst()
        .orElseThrow(() -> Answers.refused(404, "deployment not found"));
  }
}

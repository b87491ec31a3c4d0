package dev.tripod.deployer.rollout;

import dev.tripod.deployer.nomad.JobJson;
import dev.tripod.deployer.nomad.JobKey;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Others who change jobs at the same time: the autoscaler a count, somebody a field, or all of it.
final class Foreigners {
  private final SimulatedNomad nomad;
  private final Timeline time;
  private final Weather weather;
  private final SplittableRandom random;
  private final Map<JobKey, Long> changed = new HashMap<>();
  private final Map<JobKey, Duration> touched = new HashMap<>();
  private boolean gone;

  Foreigners(SimulatedNomad nomad, Timeline time, Weather weather, SplittableRandom random) {
    this.nomad = nomad;
    this.time = time;
    this.weather = weather;
    this.random = random;
  }

  /// Nobody does anything any more.
  void leave() {
    gone = true;
  }

  /// The modify index of the last change of a field by somebody, -1 when there was none.
  long changed(JobKey key) {
    return changed.getOrDefault(key, -1L);
  }

  /// Whether somebody changed more than a count since then.
  boolean touchedSince(JobKey key, Duration when) {
    return touched.getOrDefault(key, Duration.ZERO).compareTo(when) >= 0;
  }

  void come(int deeds, Duration within) {
    for (int deed = 0; deed < deeds; deed++) {
      time.after(Duration.ofMillis(random.nextLong(within.toMillis())), this::deed);
    }
  }

  private void deed() {
    var jobs = List.copyOf(nomad.jobs());
    var job = jobs.get(random.nextInt(jobs.size()));
    if (gone || job.view().live().isEmpty()) {
      return;
    }
    switch (random.nextInt(10)) {
      case 0 -> purge(job);
      case 1, 2, 3 -> change(job);
      default -> scale(job);
    }
  }

  private void purge(SimulatedJob job) {
    weather.count("purges");
    touched.put(job.spec().key(), time.now());
    job.purge();
  }

  private void change(SimulatedJob job) {
    weather.count("changes by others");
    var theirs = job.view().live().orElseThrow().specification().deepCopy();
    theirs.put("Priority", random.nextInt(90, 99));
    touched.put(job.spec().key(), time.now());
    changed.put(job.spec().key(), job.registered(theirs));
  }

  /// Nomad refuses to scale while a deployment runs.
  private void scale(SimulatedJob job) {
    var group = job.spec().groups().getFirst();
    if (group.scales() && !job.view().deploying()) {
      weather.count("scalings");
      var count = random.nextInt(group.minimum(), group.maximum() + 1);
      var live = job.view().live().orElseThrow();
      job.registered(
          JobJson.with(live.specification(), Map.of(group.name(), count), live.attempt()));
    }
  }
}

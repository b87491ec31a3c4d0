package dev.tripod.deployer.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Allocation.Event;
import dev.tripod.deployer.nomad.Allocation.Task;
import dev.tripod.deployer.nomad.Change;
import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.Deployment.Group;
import dev.tripod.deployer.nomad.Evaluation;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Preview;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is seen of the job `web`, put together for a test.
final class Sight {
  private final JobSpec spec;
  private final long version;
  private final long index;
  private final List<Deployment> deployments = new ArrayList<>();
  private final List<Allocation> allocations = new ArrayList<>();
  private final List<JobVersion> versions = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private List<Evaluation> evaluations =
      List.of(new Evaluation("e", "complete", "job-register", 1, Map.of()));
  private List<String> unmet = List.of();
  private int count = 2;
  private int priority = 50;
  private long compared;
  private boolean stale;

  private Sight(JobSpec spec, long version, long index) {
    this.spec = spec;
    this.version = version;
    this.index = index;
    this.compared = index;
  }

  /// The job is live in that version, with that modify index, as wanted.
  static Sight of(JobSpec spec, long version, long index) {
    return new Sight(spec, version, index);
  }

  static Observed nothing(String... unmet) {
    return new Observed(
        Optional.empty(), Preview.NONE, Optional.empty(), List.of(unmet), Optional.empty(), false);
  }

  Sight differs() {
    changes.add(new Change(Change.Kind.EDITED, List.of("Priority"), "50", "60", List.of()));
    return this;
  }

  Sight count(int live) {
    count = live;
    return this;
  }

  /// A field that somebody else may change.
  Sight priority(int live) {
    priority = live;
    return this;
  }

  Sight unmet(String... services) {
    unmet = List.of(services);
    return this;
  }

  /// The preview was made when the job had another index already.
  Sight compared(long other) {
    compared = other;
    return this;
  }

  Sight stale() {
    stale = true;
    return this;
  }

  /// Nomad remembers that version; call it for the newest first.
  ///
  /// @param at when it was submitted, in seconds since some time
  Sight version(long number, long at) {
    var time = Instant.ofEpochSecond(at);
    versions.add(
        new JobVersion(number, time, false, false, number * 10, live().specification(), List.of()));
    return this;
  }

  Sight pending() {
    evaluations = List.of(new Evaluation("e", "pending", "job-register", 1, Map.of()));
    return this;
  }

  /// A deployment of the live version, with two wanted.
  Sight rollout(String status, String description, int healthy) {
    return rollout(index, status, description, new Group(2, healthy, 0, 0, false));
  }

  Sight rollout(long ofIndex, String status, String description, Group group) {
    deployments.add(
        new Deployment(
            "d" + ofIndex, ofIndex / 10, ofIndex, status, description, Map.of("web", group)));
    return this;
  }

  Sight canary(int healthy) {
    var group = new Group(2, healthy, 0, 1, false);
    return rollout(index, "running", "running but requires manual promotion", group);
  }

  Sight allocation(long ofVersion, String desired, String client, String... events) {
    var happened = List.of(events).stream().map(type -> new Event(type, "Exit Code: 1", true));
    var task = new Task("dead", false, happened.toList());
    allocations.add(
        new Allocation(
            "a" + allocations.size(),
            "node1",
            "web",
            ofVersion,
            desired,
            client,
            Optional.empty(),
            Map.of("server", task)));
    return this;
  }

  Rollout rollout() {
    return new Rollout(version, index, count, deployments, allocations, evaluations);
  }

  LiveJob live() {
    var json = spec.json().deepCopy();
    json.put("Priority", priority);
    json.put("Version", version);
    for (var group : json.path("TaskGroups")) {
      ((ObjectNode) group).put("Count", count);
    }
    return new LiveJob(spec.key(), version, index, false, Map.of("web", count), 0, json);
  }

  Observed seen() {
    var preview = new Preview(changes, Map.of(), Map.of(), "", compared);
    var known =
        versions.isEmpty() ? Optional.<Versions>empty() : Optional.of(new Versions(versions));
    return new Observed(Optional.of(live()), preview, Optional.of(rollout()), unmet, known, stale);
  }
}

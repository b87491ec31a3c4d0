package dev.tripod.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.JobSpec.Group;
import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.nomad.Answers;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.LiveJob;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// What one run of the submitter saw and did. Holds each registration that Nomad took, answered or
/// not, against the invariants, with the truth at that moment.
final class Ledger implements Audience {
  /// A read may be that old, or older by what a lost leader costs.
  private static final Duration STALE = Duration.ofSeconds(4);

  private final SimulatedNomad nomad;
  private final Foreigners foreigners;
  private final Map<JobKey, Long> first = new HashMap<>();
  private final Map<JobKey, Duration> looked = new HashMap<>();
  private final Map<JobKey, Integer> taken = new HashMap<>();
  private final Map<JobKey, Integer> answered = new HashMap<>();
  private final Map<JobKey, Long> made = new HashMap<>();

  private final Duration begun;

  Ledger(SimulatedNomad nomad, Foreigners foreigners, Timeline time) {
    this.nomad = nomad;
    this.foreigners = foreigners;
    this.begun = time.now();
  }

  @Override
  public boolean says(String question) {
    return false;
  }

  @Override
  public void hears(Event event) {
    if (event instanceof Event.Ended ended) {
      verdict(ended);
    }
  }

  private void verdict(Event.Ended ended) {
    var job = nomad.job(ended.job());
    if (ended.outcome().good()) {
      assertThat(job.rolledOutSince(begun.minus(STALE)))
          .as("what is called rolled out is: %s, %s", ended.job(), ended.text())
          .isTrue();
    }
    var bases = Set.of(first.getOrDefault(ended.job(), 0L), made.getOrDefault(ended.job(), -1L));
    if (ended.outcome() == Outcome.CONFLICT && job.view().isWayBack(ended.version(), bases)) {
      assertThat(foreigners.touchedSince(ended.job(), begun.minus(STALE)))
          .as("what Nomad does is nobody's change: %s, %s", ended.job(), ended.text())
          .isTrue();
    }
    var late = ended.text().startsWith("not done") || ended.text().startsWith("not submitted");
    if (ended.outcome() == Outcome.FAILED && !late && job.fate() == Fate.GOOD) {
      assertThat(foreigners.touchedSince(ended.job(), begun.minus(STALE)))
          .as("what goes well is not called failed: %s, %s", ended.job(), ended.text())
          .isTrue();
    }
  }

  int registrations() {
    return taken.values().stream().mapToInt(Integer::intValue).sum();
  }

  void observed(JobKey key, long index, Duration now) {
    first.putIfAbsent(key, index);
    looked.put(key, now);
  }

  void answered(JobKey key) {
    answered.merge(key, 1, Integer::sum);
  }

  /// Nomad took it.
  void registered(JobKey key, JobView before, ObjectNode job) {
    onceOnly(key, before, job);
    needsFirst(key);
    nobodyOverwritten(key, before, job);
    countsKept(key, before, job);
    taken.merge(key, 1, Integer::sum);
    made.put(key, nomad.job(key).view().modifyIndex());
  }

  private void onceOnly(JobKey key, JobView before, ObjectNode job) {
    var same = before.live().filter(live -> same(live, job)).isPresent();
    assertThat(same && !before.failed())
        .as("never two registrations of one change: %s, which is live or under way", key)
        .isFalse();
    var lost = taken.getOrDefault(key, 0) - answered.getOrDefault(key, 0);
    assertThat(answered.getOrDefault(key, 0) - lost)
        .as("one registration in one run: %s", key)
        .isLessThanOrEqualTo(0);
  }

  private static boolean same(LiveJob live, ObjectNode job) {
    var other = Answers.live(job, 0, 0);
    return live.counts().equals(other.counts())
        && Answers.content(live.specification()).equals(Answers.content(job));
  }

  private void needsFirst(JobKey key) {
    var since = looked.get(key).minus(STALE);
    for (var need : nomad.job(key).spec().needs()) {
      assertThat(nomad.provider(need).orElseThrow().healthySince(since))
          .as("needed before: %s is registered while %s is not healthy", key, need)
          .isTrue();
    }
  }

  private void nobodyOverwritten(JobKey key, JobView before, ObjectNode job) {
    var theirs =
        before.live().isPresent()
            && foreigners.changed(key) == before.modifyIndex()
            && !Answers.content(before.live().get().specification()).equals(Answers.content(job));
    assertThat(theirs && first.get(key) < before.modifyIndex())
        .as("somebody else's change is not overwritten: %s, first seen at %d", key, first.get(key))
        .isFalse();
  }

  private void countsKept(JobKey key, JobView before, ObjectNode job) {
    for (var group : nomad.job(key).spec().groups()) {
      if (group.scales() && before.live().isPresent()) {
        assertThat(Answers.live(job, 0, 0).counts().get(group.name()))
            .as("no count is lost: %s", key)
            .isEqualTo(limited(group, before.live().get().counts().get(group.name())));
      }
    }
  }

  private static int limited(Group group, int count) {
    return Math.clamp(count, group.minimum(), group.maximum());
  }
}

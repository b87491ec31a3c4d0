package dev.tripod.deployer.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.history.Entry;
import dev.tripod.deployer.nomad.Answers;
import dev.tripod.deployer.nomad.Change;
import dev.tripod.deployer.nomad.JobJson;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Nomad.Registered;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.nomad.Preview;
import dev.tripod.deployer.nomad.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One submitter's way to the simulated cluster, through the weather. Like the real one it repeats
/// a call for a while when nobody answers: also a registration whose answer was lost.
final class SimulatedCluster implements Cluster {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final SimulatedNomad nomad;
  private final Timeline time;
  private final Weather weather;
  private final Ledger ledger;

  SimulatedCluster(SimulatedNomad nomad, Timeline time, Weather weather, Ledger ledger) {
    this.nomad = nomad;
    this.time = time;
    this.weather = weather;
    this.ledger = ledger;
  }

  @Override
  public Optional<LiveJob> job(JobKey key) {
    var view = read(() -> nomad.job(key).at(weather.readsAt()));
    ledger.observed(key, view.modifyIndex(), time.now());
    return view.live();
  }

  @Override
  public Preview preview(ObjectNode job, Optional<LiveJob> live) {
    var view = read(() -> nomad.job(JobJson.key(job)).at(weather.readsAt()));
    var same =
        view.live()
            .filter(it -> it.equals(Answers.live(job, it.version(), it.modifyIndex())))
            .isPresent();
    var change = new Change(Change.Kind.EDITED, List.of("Priority"), "before", "after", List.of());
    var changes = same ? List.<Change>of() : List.of(change);
    return new Preview(changes, Map.of(), Map.of(), "", view.modifyIndex());
  }

  @Override
  public Registered register(ObjectNode job, long observedIndex, Source source) {
    var index =
        change(
            () -> {
              var before = nomad.job(JobJson.key(job)).view();
              var now = nomad.job(JobJson.key(job)).register(job, observedIndex);
              ledger.registered(JobJson.key(job), before, job);
              return now;
            });
    ledger.answered(JobJson.key(job));
    return new Registered(index, "");
  }

  @Override
  public List<JobVersion> versions(JobKey key) {
    return read(() -> nomad.job(key).at(weather.readsAt()).versions());
  }

  @Override
  public Optional<Entry> liveSince(JobKey key, long modifyIndex) {
    return Optional.empty();
  }

  @Override
  public void promote(String deployment) {
    change(
        () -> {
          nomad.withDeployment(deployment).promote(deployment);
          return 0L;
        });
  }

  @Override
  public Look look(LiveJob live) {
    return read(() -> nomad.job(live.key()).at(weather.readsAt()).look(live));
  }

  @Override
  public void await(LiveJob live, Topic topic, Look look, Duration within) {
    read(() -> 0);
    if (nomad.job(live.key()).view().index() <= look.indexes().get(topic)) {
      time.passToNext(within);
    }
  }

  @Override
  public boolean healthy(String service) {
    time.pass(weather.latency());
    return weather.consul()
        && nomad.provider(service).filter(job -> job.view().healthy()).isPresent();
  }

  @Override
  public void awaitHealthy(String service, Duration within) {
    var until = time.now().plus(within);
    while (!healthy(service) && time.now().compareTo(until) < 0) {
      time.passToNext(until.minus(time.now()));
    }
  }

  @Override
  public Map<String, String> failingChecks(JobSpec job) {
    return Map.of();
  }

  @Override
  public String logTail(String allocation, String task, String stream, int bytes) {
    return read(() -> "out of cheese");
  }

  @Override
  public void pause() {
    time.pass(PAUSE);
  }

  @Override
  public Duration now() {
    return time.now();
  }

  private <T> T read(Supplier<T> answer) {
    return repeated(answer);
  }

  /// The answer may be lost after the deed.
  private <T> T change(Supplier<T> deed) {
    return repeated(
        () -> {
          var answer = deed.get();
          if (weather.losesAnswer()) {
            throw Answers.unavailable("the answer was lost");
          }
          return answer;
        });
  }

  private <T> T repeated(Supplier<T> call) {
    var deadline = time.now().plus(PATIENCE);
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        return once(call);
      } catch (NomadUnavailable e) {
        if (time.now().plus(pause).compareTo(deadline) > 0) {
          throw e;
        }
        time.pass(pause);
      }
    }
  }

  private <T> T once(Supplier<T> call) {
    time.pass(weather.latency());
    if (!weather.leader()) {
      throw Answers.unavailable("No cluster leader");
    }
    return call.get();
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }
}

package dev.tripod.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Outcome;
import dev.tripod.deployer.nomad.Answers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Some runs of `submit` with one plan, all from one seed: first in bad weather and among others
/// who change jobs, then in calm. Each registration is held against the [Ledger]'s invariants.
final class History {
  private static final int STORMY_RUNS = 3;
  private static final int CALM_RUNS = 4;

  /// Generous: a run makes a few dozen steps for each job.
  private static final int STEPS = 3_000;

  /// For each of up to five jobs: what it needs, an earlier rollout, its own, and lost leaders.
  private static final Duration LONGEST = Duration.ofMinutes(5 * 8);

  private final SplittableRandom random;
  private final Timeline time = new Timeline();
  private final SimulatedNomad nomad;
  private final Weather weather;
  private final Foreigners foreigners;
  private final List<JobSpec> plan;
  private int registrations;
  private int runs;

  History(long seed) {
    random = new SplittableRandom(seed);
    nomad = new SimulatedNomad(time, random.split());
    weather = new Weather(time, random.split(), random.nextDouble(0.06));
    foreigners = new Foreigners(nomad, time, weather, random.split());
    plan = Plans.random(random);
    plan.forEach(job -> begin(nomad.add(job, Plans.fate(random))));
  }

  /// Some jobs are live already, in an earlier form, some a moment ago.
  private void begin(SimulatedJob job) {
    if (random.nextBoolean()) {
      var earlier = job.spec().json().deepCopy();
      earlier.put("Priority", 50);
      job.registered(earlier);
      time.pass(Duration.ofMillis(random.nextInt(20_000)));
    }
  }

  int registrations() {
    return registrations;
  }

  int runs() {
    return runs;
  }

  Map<String, Integer> injected() {
    return weather.injected();
  }

  void unfold() {
    foreigners.come(random.nextInt(8), Duration.ofMinutes(2));
    for (int run = 0; run < STORMY_RUNS; run++) {
      run(random.nextBoolean() ? plan : some());
    }
    weather.calm();
    foreigners.leave();
    settle();
  }

  /// A job whose rollout failed meanwhile needs another run.
  private void settle() {
    var last = run(plan);
    for (int more = 0; more < CALM_RUNS && !unwanted(last).isEmpty(); more++) {
      last = run(plan);
    }
    assertThat(unwanted(last))
        .as("in the end all is as wanted: %s", last.outcomes().values())
        .isEmpty();
  }

  /// The jobs that are not.
  private List<String> unwanted(SimulatedRun last) {
    return plan.stream().filter(job -> !asWanted(job, last)).map(JobSpec::id).toList();
  }

  private boolean asWanted(JobSpec job, SimulatedRun run) {
    var outcome = run.outcomes().get(job);
    if (Plans.comesToNothing(job, nomad)) {
      return outcome == Outcome.FAILED || outcome == Outcome.LEFT_OUT;
    }
    return outcome == Outcome.UNCHANGED
        && nomad.job(job.key()).view().rolledOut(Answers.content(job.json()));
  }

  /// What the others provide must be there already.
  private List<JobSpec> some() {
    var first = random.nextInt(plan.size());
    return plan.subList(first, plan.size());
  }

  private SimulatedRun run(List<JobSpec> jobs) {
    var ledger = new Ledger(nomad, foreigners, time);
    var cluster = new SimulatedCluster(nomad, time, weather, ledger);
    var run = new SimulatedRun(cluster, ledger, jobs, random);
    var begun = time.now();
    while (!run.over() && !weather.crash()) {
      run.step();
      assertThat(run.steps()).as("always ends: steps").isLessThan(STEPS);
      assertThat(time.now().minus(begun)).as("always ends: time").isLessThan(LONGEST);
    }
    registrations += ledger.registrations();
    runs++;
    return run;
  }
}

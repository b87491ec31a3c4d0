package dev.tripod.deployer.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Outcome;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// A submission that is killed after any step is completed by the next one, with the same
/// registrations in all as one that is left alone.
class InterruptedReplayTest {
  private static final List<JobSpec> PLAN = Plans.diamond();

  @Test
  void aSubmissionMayBeKilledAfterAnyStep() {
    var alone = new Replay(Integer.MAX_VALUE);
    assertThat(alone.steps()).as("steps of one that is left alone").isGreaterThan(20);

    for (int killed = 0; killed <= alone.steps(); killed++) {
      var replay = new Replay(killed);
      var rest = replay.anew();
      assertThat(rest).as("killed after step %d", killed).hasSize(PLAN.size());
      assertThat(rest).as("killed after step %d", killed).allMatch(Outcome::good);
      assertThat(replay.registrations())
          .as("registrations, killed after step %d", killed)
          .isEqualTo(alone.registrations());
    }
    assertThat(alone.registrations()).isEqualTo(PLAN.size());
  }

  /// Two of the four jobs are live already, in an earlier form.
  private static final class Replay {
    private final Timeline time = new Timeline();
    private final SimulatedNomad nomad = new SimulatedNomad(time, new SplittableRandom(1));
    private final Weather weather = new Weather(time, new SplittableRandom(2), 0);
    private final Foreigners nobody = new Foreigners(nomad, time, weather, new SplittableRandom(3));
    private final int steps;
    private int registrations;

    Replay(int killedAfter) {
      PLAN.forEach(job -> nomad.add(job, Fate.GOOD));
      PLAN.subList(0, 2).forEach(this::earlier);
      time.pass(SimulatedRun.TIMEOUT);
      steps = run(killedAfter).steps();
    }

    private void earlier(JobSpec job) {
      nomad.job(job.key()).registered(job.json().deepCopy().put("Priority", 50));
    }

    int steps() {
      return steps;
    }

    int registrations() {
      return registrations;
    }

    List<Outcome> anew() {
      return List.copyOf(run(Integer.MAX_VALUE).outcomes().values());
    }

    private SimulatedRun run(int most) {
      var ledger = new Ledger(nomad, nobody, time);
      var cluster = new SimulatedCluster(nomad, time, weather, ledger);
      var run = new SimulatedRun(cluster, ledger, PLAN, new SplittableRandom(4));
      while (!run.over() && run.steps() < most) {
        run.step();
      }
      registrations += ledger.registrations();
      return run;
    }
  }
}

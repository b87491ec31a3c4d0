package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.deploy.Verdict.Failed;
import dev.tripod.deployer.deploy.Verdict.Going;
import dev.tripod.deployer.deploy.Verdict.Succeeded;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.Evaluation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A submission holds no state: after each step of a rollout another one, begun anew, goes on from
/// there, and none registers the same job twice.
class StepTest {
  private static final JobSpec JOB = Specs.service("web", "", "");

  @Test
  void eachVerdictHasItsStep() {
    assertThat(Step.next(new Going(Topic.DEPLOYMENTS, "1/2 healthy"))).isEqualTo(new Step.Watch());
    assertThat(Step.next(new Succeeded("2/2 healthy"))).isEqualTo(new Step.Done("2/2 healthy"));
    assertThat(Step.next(new Failed("no luck"))).isEqualTo(new Step.TryAgain("no luck"));
  }

  @Test
  void aSubmissionInterruptedAnywhereIsResumed() {
    var pending = new Evaluation("e", "pending", "job-register", 10, Map.of());
    var complete = new Evaluation("e", "complete", "job-register", 10, Map.of());

    assertThat(resumed(pending, List.of())).as("registered").isEqualTo(new Step.Watch());
    assertThat(resumed(complete, List.of(deployment("running", 0))))
        .as("placed")
        .isEqualTo(new Step.Watch());
    assertThat(resumed(complete, List.of(deployment("running", 1))))
        .as("half healthy")
        .isEqualTo(new Step.Watch());
    assertThat(resumed(complete, List.of(deployment("successful", 2))))
        .as("done")
        .isEqualTo(new Step.Done("2/2 healthy"));
    assertThat(resumed(complete, List.of(deployment("failed", 1))))
        .as("failed")
        .isEqualTo(new Step.TryAgain("described"));
  }

  private static Step resumed(Evaluation evaluation, List<Deployment> deployments) {
    var rollout = new Rollout(0, 10, 2, deployments, List.<Allocation>of(), List.of(evaluation));
    return Step.next(Judge.verdict(JOB, rollout));
  }

  private static Deployment deployment(String status, int healthy) {
    var groups = Map.of("web", new Deployment.Group(2, healthy, 0, 0, false));
    return new Deployment("d", 0, 10, status, "described", groups);
  }
}

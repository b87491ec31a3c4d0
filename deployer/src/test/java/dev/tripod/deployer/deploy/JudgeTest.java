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
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JudgeTest {
  private static final JobSpec SERVICE = Specs.service("web", "", "");
  private static final JobSpec BATCH = Specs.spec("{\"ID\": \"batch\", \"Type\": \"batch\"}");
  private static final JobSpec SYSTEM = Specs.spec("{\"ID\": \"each\", \"Type\": \"system\"}");
  private static final JobSpec PERIODIC =
      Specs.spec("{\"ID\": \"nightly\", \"Type\": \"batch\", \"Periodic\": {}}");
  private static final Evaluation DONE = evaluation("complete", Map.of());

  @Test
  void aDeploymentIsJudgedByItsStatus() {
    assertThat(byDeployment("running", "Deployment is running"))
        .isEqualTo(new Going(Topic.DEPLOYMENTS, "1/2 healthy"));
    assertThat(byDeployment("successful", "")).isEqualTo(new Succeeded("1/2 healthy"));
    assertThat(byDeployment("failed", "Failed due to progress deadline"))
        .isEqualTo(new Failed("Failed due to progress deadline"));
    assertThat(byDeployment("cancelled", "Cancelled due to newer version of job"))
        .isEqualTo(
            new Failed(
                "Cancelled due to newer version of job (somebody else registered or stopped the"
                    + " job)"));
    assertThat(byDeployment("paused", "Deployment is paused"))
        .isEqualTo(new Going(Topic.DEPLOYMENTS, "1/2 healthy (Deployment is paused)"));
  }

  /// Nomad's count of healthy allocations can stay behind what each of them says of itself.
  @Test
  void onEachNodeTheAllocationsOwnHealthIsEnough() {
    var running = List.of(deployment(20, "running", ""));
    var one = healthy(allocation(2, "run", "running"));
    var other = allocation(2, "run", "running");

    assertThat(judge(SYSTEM, 0, running, List.of(one, other), List.of(DONE)))
        .isEqualTo(new Going(Topic.DEPLOYMENTS, "1/2 healthy"));
    assertThat(judge(SYSTEM, 0, running, List.of(one, healthy(other)), List.of(DONE)))
        .isEqualTo(new Succeeded("2/2 healthy"));
    assertThat(
            judge(
                SYSTEM,
                0,
                running,
                List.of(one, healthy(other), allocation(1, "run", "running")),
                List.of(DONE)))
        .isInstanceOf(Going.class);
    assertThat(judge(SERVICE, 2, running, List.of(one, healthy(other)), List.of(DONE)))
        .isInstanceOf(Going.class);
  }

  @Test
  void aRollbackIsFollowedUntilItIsOver() {
    var failed = deployment(20, "failed", "Failed - rolling back to job version 0");

    assertThat(service(List.of(failed))).isInstanceOf(Going.class);
    assertThat(service(List.of(deployment(30, "running", ""), failed)))
        .isEqualTo(new Going(Topic.DEPLOYMENTS, "rolling back: 1/2 healthy"));
    assertThat(service(List.of(deployment(30, "successful", ""), failed)))
        .isEqualTo(
            new Failed(
                "Failed - rolling back to job version 0; the rollback succeeded and runs as version"
                    + " 3"));
    assertThat(service(List.of(deployment(30, "failed", "no luck"), failed)))
        .isEqualTo(
            new Failed("Failed - rolling back to job version 0; the rollback failed too: no luck"));
  }

  @Test
  void aDeploymentOfAnotherVersionSaysNothingAboutThisOne() {
    var verdict =
        judge(
            SERVICE,
            2,
            List.of(deployment(10, "successful", "")),
            List.of(),
            List.of(evaluation("pending", Map.of())));

    assertThat(verdict).isEqualTo(new Going(Topic.EVALUATIONS, "being scheduled"));
  }

  @Test
  void whatCannotBePlacedIsSaid() {
    var placement =
        new Evaluation.Placement(2, 3, Map.of("${node.class} = x", 1), Map.of("memory", 2));
    var blocked = List.of(evaluation("complete", Map.of("web", placement)));
    var reason =
        ", no place for 2 of group web (of 3 nodes: memory exhausted on 2; ${node.class} = x on 1)";

    assertThat(judge(SERVICE, 2, List.of(), List.of(), blocked))
        .isEqualTo(new Going(Topic.EVALUATIONS, "waiting" + reason));
    assertThat(judge(SERVICE, 2, List.of(deployment(20, "running", "")), List.of(), blocked))
        .isEqualTo(new Going(Topic.DEPLOYMENTS, "1/2 healthy" + reason));
  }

  @Test
  void withoutADeploymentAllocationsDecide() {
    assertThat(byAllocations(SYSTEM, allocation(2, "run", "running")))
        .isEqualTo(new Succeeded("1/1 running"));
    assertThat(byAllocations(SYSTEM, allocation(2, "run", "pending")))
        .isEqualTo(new Going(Topic.ALLOCATIONS, "0/1 running"));
    assertThat(byAllocations(SYSTEM, allocation(2, "run", "failed")))
        .isEqualTo(new Failed("1 of 1 allocations failed"));
    assertThat(byAllocations(BATCH, allocation(2, "run", "running")))
        .isEqualTo(new Going(Topic.ALLOCATIONS, "0/1 complete"));
    assertThat(byAllocations(BATCH, allocation(2, "run", "complete")))
        .isEqualTo(new Succeeded("1/1 complete"));
    assertThat(byAllocations(PERIODIC)).isEqualTo(new Succeeded("starts later"));
  }

  @Test
  void allocationsOfEarlierVersionsMustGoUnlessTheyHaveEnded() {
    var current = allocation(2, "run", "running");

    assertThat(byAllocations(SYSTEM, current, allocation(1, "run", "running")))
        .isInstanceOf(Going.class);
    assertThat(byAllocations(SYSTEM, current, allocation(1, "run", "failed")))
        .isInstanceOf(Succeeded.class);
    assertThat(byAllocations(SYSTEM, current, allocation(1, "stop", "complete")))
        .isInstanceOf(Succeeded.class);
  }

  @Test
  void aServiceThatNomadDoesNotPlaceInFullHasFailed() {
    assertThat(
            judge(SERVICE, 2, List.of(), List.of(allocation(2, "run", "running")), List.of(DONE)))
        .isInstanceOf(Failed.class);
  }

  private static Verdict byDeployment(String status, String description) {
    return service(List.of(deployment(20, status, description)));
  }

  private static Verdict service(List<Deployment> deployments) {
    return judge(SERVICE, 2, deployments, List.of(), List.of(DONE));
  }

  private static Verdict byAllocations(JobSpec job, Allocation... allocations) {
    return judge(job, 0, List.of(), List.of(allocations), List.of(DONE));
  }

  private static Verdict judge(
      JobSpec job,
      int desired,
      List<Deployment> deployments,
      List<Allocation> allocations,
      List<Evaluation> evaluations) {
    return Judge.verdict(job, new Rollout(2, 20, desired, deployments, allocations, evaluations));
  }

  private static Deployment deployment(long index, String status, String description) {
    var groups = Map.of("web", new Deployment.Group(2, 1, 0, 0, false));
    return new Deployment("d" + index, index / 10, index, status, description, groups);
  }

  private static Allocation allocation(long version, String desired, String client) {
    return new Allocation(
        "a", "node1", "web", version, desired, client, Optional.empty(), Map.of());
  }

  private static Allocation healthy(Allocation a) {
    return new Allocation(
        a.id(),
        a.node(),
        a.group(),
        a.jobVersion(),
        a.desiredStatus(),
        a.clientStatus(),
        Optional.of(true),
        a.tasks());
  }

  private static Evaluation evaluation(String status, Map<String, Evaluation.Placement> unplaced) {
    return new Evaluation("e", status, "job-register", 5, unplaced);
  }
}

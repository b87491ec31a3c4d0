package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.nomad.Deployment;
import dev.tripod.deployer.nomad.Deployment.Group;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final JobSpec JOB = Specs.service("web", "", "");

  @Test
  void aDeploymentsGroupsAreAddedUp() {
    var groups =
        Map.of("web", new Group(3, 2, 1, 0, false), "worker", new Group(4, 1, 2, 0, false));
    var deployment = new Deployment("d", 6, 60, "running", "", groups);
    var placed = live().allocation(6, "run", "running").allocation(6, "stop", "complete").rollout();

    assertThat(
            Tally.of(new Rollout(6, 60, 9, List.of(deployment), placed.allocations(), List.of())))
        .isEqualTo(new Tally(7, 1, 3, 3));
  }

  @Test
  void withoutADeploymentAllocationsAreCounted() {
    var sight =
        live()
            .count(6)
            .allocation(6, "run", "running")
            .allocation(6, "run", "complete")
            .allocation(6, "run", "pending")
            .allocation(6, "run", "failed")
            .allocation(6, "run", "lost")
            .allocation(5, "run", "running");

    assertThat(Tally.of(sight.rollout())).isEqualTo(new Tally(6, 5, 2, 2));
  }

  @Test
  void onEachNodeThereAreAsManyAsThereArePlaced() {
    var sight = live().count(0).allocation(6, "run", "running").allocation(6, "run", "running");

    assertThat(Tally.of(sight.rollout())).isEqualTo(new Tally(2, 2, 2, 0));
  }

  private static Sight live() {
    return Sight.of(JOB, 6, 60);
  }
}

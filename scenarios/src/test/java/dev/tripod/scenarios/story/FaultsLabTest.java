package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What breaks, and how soon it is whole again. The limits are those of the project's promises.
class FaultsLabTest extends LabStory {
  @Test
  @Order(1)
  void consulAwayIsNotNoticedByClients() throws InterruptedException {
    assertThat(run("consul-away").number("readErrors")).isZero();
  }

  @Test
  @Order(2)
  void theVirtualIpMovesWhenItsHolderLosesPower() throws InterruptedException {
    assertThat(run("vip-off").number("readGapMillis")).isLessThan(2_000);
  }

  @Test
  @Order(3)
  void writesResumeWhenTheMastersNodeLosesPowerAndReadsGoOn() throws InterruptedException {
    var figure = run("master-off");
    assertThat(figure.number("writeGapMillis")).isLessThan(15_000);
    assertThat(figure.number("readGapMillis")).isLessThan(5_000);
    assertThat(figure.number("unsent")).isZero();
  }

  @Test
  @Order(4)
  void theJobsOfTheLeadersNodeRunElsewhere() throws InterruptedException {
    assertThat(run("leader-off").number("healthyElsewhereMillis")).isLessThan(60_000);
  }

  @Test
  @Order(5)
  void allNodesComeBackByThemselvesWithTheirData() throws InterruptedException {
    assertThat(run("all-off").number("lost")).isZero();
  }
}

package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripod.deployer.cli.Breakable;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.Target;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.Await;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a real Nomad, whose connections can be broken. What is known of a job is believed for an
/// hour unless something tells of a change, so that nothing is seen by reading again in passing.
class GroupScalesTest extends ScalingTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration AN_HOUR = Duration.ofHours(1);

  private Breakable way;
  private ScalingApi ours;
  private GroupScales groups;

  @BeforeEach
  void submit() throws IOException {
    way = Breakable.to(nomad.url());
    ours = new ScalingApi(Endpoint.open(way.url()));
    groups = new GroupScales(ours, AN_HOUR);
    register();
  }

  /// Without instances, so that nothing but a change of the job makes events.
  private static void register() {
    register(0, 0, "0s");
  }

  @AfterEach
  void close() throws IOException {
    groups.close();
    ours.close();
    way.close();
  }

  @Test
  void oneReadingServesUntilSomethingChanges() {
    awaitBelieved();
    var known = groups.group(WEB);

    assertThat(groups.group(WEB)).isSameAs(known);
    assertThat(groups.fresh(WEB).at()).isAfter(known.at());
    assertThat(groups.outage()).isEmpty();
  }

  @Test
  void aCountThatSomebodyElseSetsIsSeenSoon() {
    awaitBelieved();

    scaledBySomebodyElse(0, 1);

    Await.until("the count is 1", SOON, () -> desired() == 1);
    Await.until("the scaling event is seen, of which nothing tells", PATIENCE, this::scaledToOne);
    Await.until("the instance is seen", PATIENCE, () -> groups.group(WEB).count().running() == 1);
  }

  @Test
  void aWriteOfOursIsSeenAtOnce() {
    awaitBelieved();

    groups.scale(WEB, 0, 1, "because", Map.of());

    assertThat(desired()).isEqualTo(1);
    assertThat(groups.group(WEB).recent()).extracting(Scaling::to).containsExactly(1);
  }

  @Test
  void theEndOfAHoldIsSeenThoughNothingTellsOfIt() {
    var hold = new Hold(Instant.now().plusSeconds(3600), "ann@desk", "a sale");
    groups.scale(WEB, 0, 0, "because", hold.meta());
    assertThat(groups.group(WEB).hold()).contains(hold);
    Await.until("the stream tells of changes", PATIENCE, () -> groups.outage().isEmpty());

    scaling.note(WEB, "enough", Map.of());

    Await.until("the hold is over", PATIENCE, () -> groups.group(WEB).hold().isEmpty());
  }

  @Test
  void aJobThatIsStoppedOrGoneIsRefused() {
    awaitBelieved();
    jobs.deregister(JOB, false);
    Await.until("it is stopped", SOON, () -> refusal().getMessage().equals("job web is stopped"));

    jobs.deregister(JOB, true);
    Await.until("it is gone", SOON, () -> refusal().status() == 404);

    register();
    Await.until("it is back", SOON, () -> desired() == 0);
  }

  @Test
  void aGroupThatDoesNotExistIsRefusedEachTime() {
    awaitBelieved();
    var none = new Target("default", "web", "db");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> groups.group(none))
          .isInstanceOf(NomadRefused.class)
          .hasMessage("job web has no group db");
    }
  }

  @Test
  void whatHappensWhileTheStreamIsCutIsSeen() {
    awaitBelieved();

    way.breakAll();
    Await.until("the cut is noticed", PATIENCE, () -> groups.outage().isPresent());
    scaledBySomebodyElse(0, 1);

    Await.until("the count is 1", SOON, () -> desired() == 1);
    awaitBelieved();
    assertThat(groups.outage()).isEmpty();
    scaledBySomebodyElse(1, 2);
    Await.until("the new stream tells", SOON, () -> desired() == 2);
  }

  @Test
  void anOldCountIsNotBelievedWhenNomadIsAwayAndANomadThatBeganAnewIs() throws IOException {
    awaitBelieved();

    stopNomad();
    Await.until(
        "the count is unknown",
        SOON,
        () -> catchThrowable(() -> groups.group(WEB)) instanceof NomadUnavailable);
    Await.until("the end of the stream is noticed", SOON, () -> groups.outage().isPresent());

    startNomad();
    way.leadTo(nomad.url());
    register();
    awaitBelieved();
    scaledBySomebodyElse(0, 1);
    Await.until("the count is 1", SOON, () -> desired() == 1);
  }

  @Test
  void aJobWithoutAPolicyIsForgotten() {
    awaitBelieved();
    var known = groups.group(WEB);

    groups.keepOnly(List.of(WEB));
    assertThat(groups.group(WEB)).isSameAs(known);
    groups.keepOnly(List.of());
    assertThat(groups.group(WEB).at()).isAfter(known.at());
  }

  /// Nomad begins its stream with what it has buffered.
  @Test
  void aDeploymentThatEndedBeforeAnybodyListenedIsNotTold() {
    scaledBySomebodyElse(0, 1);
    awaitDeployments(1);
    var told = new CopyOnWriteArrayList<JobKey>();
    groups.whenDeployed(told::add);
    awaitBelieved();

    scaledBySomebodyElse(1, 2);

    awaitDeployments(2);
    Await.until("the end is told", PATIENCE, () -> told.contains(JOB));
    assertThat(told).containsOnlyOnce(JOB);
  }

  private static void awaitDeployments(int ended) {
    Await.until(
        ended + " deployments have ended",
        PATIENCE,
        () -> {
          var all = jobs.deployments(JOB, 0, Duration.ZERO).value();
          return all.stream().filter(one -> one.status().equals("successful")).count() == ended;
        });
  }

  /// Once a reading has become older than it may be when nothing tells of changes.
  private void awaitBelieved() {
    var briefly = GroupScales.BRIEFLY.multipliedBy(2);
    Await.until(
        "a reading is believed for long",
        PATIENCE,
        () -> {
          var asked = Instant.now();
          return groups.group(WEB).at().plus(briefly).isBefore(asked);
        });
  }

  private static void scaledBySomebodyElse(int from, int to) {
    Await.until(
        "no deployment is in the way",
        PATIENCE,
        () -> {
          scaling.scale(WEB, from, to, "because", Map.of());
          return true;
        });
  }

  private int desired() {
    return groups.group(WEB).count().desired();
  }

  private boolean scaledToOne() {
    return groups.group(WEB).last().filter(last -> last.to() == 1).isPresent();
  }

  private NomadRefused refusal() {
    return (NomadRefused) catchThrowable(() -> groups.group(WEB));
  }
}

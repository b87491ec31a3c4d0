package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Scaling;
import dev.tripod.deployer.scale.Target;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.Await;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ScalingApiTest extends ScalingTest {

  @Test
  void policiesAppearAndGoWithTheirJob() throws Exception {
    var before = scaling.policies(0);
    assertThat(before.value()).isEmpty();
    var waiting = CompletableFuture.supplyAsync(() -> scaling.policies(before.index()));

    submit("0s");

    var after = waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(after.index()).isGreaterThan(before.index());
    var stub = after.value().getFirst();
    var policy = scaling.policy(stub).orElseThrow();
    assertThat(policy.get("Max")).isEqualTo(4);
    assertThat(policy.get("Policy")).isEqualTo(Map.of("cooldown", "1m"));

    nomad.purge();
    Await.until("no policy is left", PATIENCE, () -> scaling.policies(0).value().isEmpty());
    assertThat(scaling.policy(stub)).isEmpty();
  }

  @Test
  void aCountIsSetAndRemembered() {
    submit("0s");
    var asked = Instant.now();
    var before = scaling.group(WEB);
    assertThat(before)
        .isEqualTo(new GroupScale(before.at(), Count.of(2), List.of(), Optional.empty()));
    assertThat(before.at()).isBetween(asked, Instant.now());

    scale(2, 3);

    assertThat(scaling.group(WEB).count().desired()).isEqualTo(3);
    Scaling last = scaling.group(WEB).last().orElseThrow();
    assertThat(last.from()).isEqualTo(2);
    assertThat(last.to()).isEqualTo(3);
    awaitRunning(3);
  }

  @Test
  void aCountThatChangedMeanwhileIsNotOverwritten() {
    submit("0s");
    assertThat(refusal(() -> scale(1, 4)).conflict()).isTrue();
    assertThat(scaling.group(WEB).count().desired()).isEqualTo(2);
  }

  @Test
  void theNewestEventTellsWhetherThereIsAHold() {
    submit("0s");
    var hold = new Hold(Instant.parse("2026-03-01T12:00:00Z"), "ann@desk", "a sale");

    scaling.scale(WEB, 2, 2, "because", hold.meta());
    assertThat(scaling.group(WEB).hold()).contains(hold);
    assertThat(scaling.group(WEB).last()).as("no change of the count").isEmpty();

    scaling.note(WEB, "enough", Map.of());
    assertThat(scaling.group(WEB).hold()).isEmpty();
    assertThat(scaling.group(WEB).count().desired()).isEqualTo(2);
  }

  @Test
  void aDeploymentRefusesAndIsToldApart() {
    submitWithoutEnd("20s");

    NomadRefused refusal = refusal(() -> scale(2, 3));

    assertThat(refusal.deploying()).isTrue();
    assertThat(refusal.conflict()).isFalse();
  }

  @Test
  void whatIsNotThereIsRefused() {
    assertThat(refusal(() -> scaling.group(WEB)).status()).isEqualTo(404);
    submit("0s");
    assertThat(refusal(() -> scaling.group(new Target("default", "web", "db"))))
        .hasMessage("job web has no group db");
    assertThat(refusal(() -> scale(2, 99)).getMessage()).contains("99 > 4");
  }

  @Test
  void whoDoesNotAnswerIsUnavailable() {
    try (var nobody = new ScalingApi(Endpoint.open(URI.create("http://127.0.0.1:9")))) {
      assertThatThrownBy(() -> nobody.group(WEB))
          .isInstanceOf(NomadUnavailable.class)
          .hasMessageContaining("does not answer");
    }
  }

  private static void submit(String minHealthyTime) {
    submitWithoutEnd(minHealthyTime);
    Await.until(
        "the deployment is over",
        PATIENCE,
        () ->
            jobs.deployments(JOB, 0, Duration.ZERO).value().stream()
                .allMatch(deployment -> deployment.status().equals("successful")));
  }

  private static void submitWithoutEnd(String minHealthyTime) {
    register(1, 2, minHealthyTime);
    awaitRunning(2);
  }

  private static void awaitRunning(int running) {
    Await.until(
        running + " instances run",
        PATIENCE,
        () -> scaling.group(WEB).count().equals(Count.of(running)));
  }

  private static void scale(int from, int to) {
    scaling.scale(WEB, from, to, "because", Map.of("by", "test"));
  }

  private static NomadRefused refusal(ThrowingCallable call) {
    return (NomadRefused) catchThrowable(call);
  }
}

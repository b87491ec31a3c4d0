package dev.tripod.deployer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.kit.http.Problem;
import dev.tripod.kit.testing.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The whole autoscaler against real Nomad, Consul and Prometheus.
class AutoscalerTest extends StageTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration AT_ONCE = Duration.ofSeconds(5);
  private static final String POLICY =
      """
      evaluation_interval       = "200ms"
      cooldown                  = "500ms"
      stabilization_window_down = "4s"
      check "load" {
        source       = "prometheus"
        query        = "load_per_instance"
        query_window = "5s"
        unit         = "requests/s"
        strategy "target-value" {
          target = 100
        }
      }
      """;

  @Test
  void theCountFollowsTheLoad() {
    stage.load(90);
    stage.submit(1, "0s", POLICY);
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until("it holds on target", PATIENCE, () -> page.decided("hold", "on_target"));

      stage.load(390);
      stage.awaitCount(4);
      stage.load(150);
      stage.awaitCount(2);

      Await.until("Nomad remembers it", PATIENCE, () -> stage.group().last().isPresent());
      // A decision is noted when Nomad has answered, and the metric follows that.
      Await.text(
          PATIENCE,
          () -> page.get("/metrics").body(),
          "autoscaler_group_desired{group=\"web\",namespace=\"default\",scaled_job=\"web\"} 2.0");
      assertThat(page.decisions().stream().filter(one -> one.path("kind").asText().equals("scale")))
          .isNotEmpty()
          .allSatisfy(
              one ->
                  assertThat(one.path("reasons"))
                      .extracting(JsonNode::asText)
                      .anyMatch(
                          reason ->
                              reason.matches(
                                  "\\d+\\.\\d requests/s per instance, target 100\\.0")));
      assertThat(page.decided("defer", "stabilizing")).isTrue();
      Await.until(
          "it is well",
          PATIENCE,
          () ->
              page.json("/healthz").path("state").asText().equals("up")
                  && page.component("leadership").path("detail").asText().equals("leader"));
      assertThat(page.get("/metrics").body())
          .contains("autoscaler_leader 1.0")
          .contains("autoscaler_policies{state=\"running\"} 1.0")
          .contains("kind=\"scale\"");
      assertThat(page.get("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void itExplainsWhatItDid() {
    stage.load(90);
    stage.submit(1, "0s", POLICY);
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until("it holds on target", PATIENCE, () -> page.decided("hold", "on_target"));
      stage.load(900);
      stage.awaitCount(6);
      Await.until("it holds at its limit", PATIENCE, () -> page.decided("hold", "at_limit"));

      var policy = page.json("/v1/policies").path("policies").path(0);
      assertThat(policy.path("state").asText()).isEqualTo("running");
      assertThat(policy.path("checks").path(0).path("query").asText())
          .isEqualTo("load_per_instance");
      assertThat(policy.path("evaluationIntervalMillis").asInt()).isEqualTo(200);
      assertThat(policy.path("sinceLastTickMillis").asInt()).isLessThan(30_000);

      var group = page.json("/v1/explain?job=web").path("groups").path(0);
      var change = group.path("changes").path(0);
      assertThat(change.path("wanted").asInt()).isEqualTo(6);
      assertThat(change.path("nomad").asText()).isEqualTo("accepted");
      assertThat(change.path("steps").path(0).path("rule").asText()).isEqualTo("max");
      assertThat(change.path("votes").path(0).path("check").asText()).isEqualTo("load");
      assertThat(change.path("votes").path(0).path("wanted").asInt()).isGreaterThan(6);
      assertThat(change.path("samples").path("load").has("value")).isTrue();
      assertThat(group.path("latest").path("at").asText())
          .isGreaterThan(change.path("at").asText());

      assertThat(
              Await.text(
                  PATIENCE,
                  () -> page.explained("web"),
                  "web: 6 desired, 6 running, 1 to 6 allowed"))
          .containsPattern("change +\\S+  1 → 6: \\d+ wanted, max is 6; 9\\d\\d\\.\\d requests/s");

      assertThat(page.get("/v1/explain?job=nobody").statusCode()).isEqualTo(404);
      assertThat(page.get("/v1/explain").statusCode()).isEqualTo(400);
    }
  }

  @Test
  void itHoldsWithoutPrometheusAndScalesAgainAfterwards() {
    stage.load(190);
    stage.submit(2, "0s", POLICY);
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until("it holds on target", PATIENCE, () -> page.decided("hold", "on_target"));

      stage.prometheus().kill();
      stage.load(20);
      Await.until("it holds without data", PATIENCE, () -> page.decided("hold", "no_data"));
      long evaluations = page.decisions().size();
      Await.until(
          "it goes on evaluating", PATIENCE, () -> page.decisions().size() > evaluations + 20);
      assertThat(stage.group().count().desired()).isEqualTo(2);
      assertThat(page.component("prometheus").path("state").asText()).isEqualTo("down");
      assertThat(page.json("/healthz").path("state").asText()).isEqualTo("degraded");

      stage.prometheus().startAgain();
      stage.load(490);
      stage.awaitCount(5);
      Await.until(
          "Prometheus is well",
          PATIENCE,
          () -> page.component("prometheus").path("state").asText().equals("up"));
    }
  }

  @Test
  void evaluationsThatAreLeftOutAreCounted() {
    stage.load(90);
    stage.submit(1, "0s", POLICY);
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until("it holds on target", PATIENCE, () -> page.decided("hold", "on_target"));

      stage.prometheus().freeze();
      try {
        Await.until(
            "some are missed, as each waits for Prometheus",
            PATIENCE,
            () -> page.metric("autoscaler_evaluations_missed_total") > 5);
      } finally {
        stage.prometheus().thaw();
      }
    }
  }

  @Test
  void whatADeploymentHoldsBackIsDoneAfterIt() {
    stage.load(290);
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until("it leads before there is anything to hold back", PATIENCE, autoscaler::isLeader);
      stage.submit(1, "6s", POLICY);
      Await.until(
          "the deployment holds it back", PATIENCE, () -> page.decided("defer", "deployment"));
      stage.load(490);

      stage.awaitCount(5);
      assertThat(page.decisions().stream().filter(one -> one.path("kind").asText().equals("scale")))
          .as("nothing is done twice")
          .extracting(one -> one.path("wanted").asInt())
          .doesNotHaveDuplicates();
    }
  }

  /// The next tick comes up to 20 seconds later. The deployment lasts for two of them: one is held
  /// back also when a machine that stood still has cost the lock.
  @Test
  void whatADeploymentHoldsBackIsDoneAsSoonAsItHasEnded() {
    stage.load(390);
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until("it leads before there is anything to hold back", PATIENCE, autoscaler::isLeader);
      stage.submit(1, "40s", POLICY.replace("\"200ms\"", "\"20s\""));
      Await.until(
          "the deployment holds it back", PATIENCE, () -> page.decided("defer", "deployment"));

      Await.until("the deployment has ended", PATIENCE, stage::deployed);
      Await.until(
          "it is done before the next tick",
          beforeTheNextTick(page),
          () -> stage.group().count().desired() == 4);

      Await.until("it is noted", PATIENCE, () -> page.decided("scale", ""));
      var decisions = page.decisions();
      assertThat(decisions)
          .extracting(one -> one.path("kind").asText())
          .as("newest first; it was not asked again and again")
          .containsSequence("scale", "defer")
          .hasSizeLessThanOrEqualTo(3 + seconds(decisions) / 20);
    }
  }

  /// From the first decision to the last. There is a tick each 20 seconds, the first of which may
  /// have been late, and one decision more when the deployment ends.
  private static int seconds(List<JsonNode> newestFirst) {
    var first = Instant.parse(newestFirst.getLast().path("at").asText());
    var last = Instant.parse(newestFirst.getFirst().path("at").asText());
    return (int) Duration.between(first, last).toSeconds();
  }

  /// A second less, as the tick takes its time. Where it comes at once by chance, it cannot be
  /// told apart.
  private static Duration beforeTheNextTick(Page page) {
    var policy = page.json("/v1/policies").path("policies").path(0);
    var left =
        Duration.ofMillis(
            policy.path("evaluationIntervalMillis").asLong()
                - policy.path("sinceLastTickMillis").asLong()
                - 1_000);
    return left.compareTo(AT_ONCE) < 0 ? PATIENCE : left;
  }

  @Test
  void aPersonsHoldIsKeptUntilItIsReleased() {
    stage.load(90);
    stage.submit(1, "0s", POLICY);
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until("it holds on target", PATIENCE, () -> page.decided("hold", "on_target"));
      var hold = new Hold(Instant.now().plusSeconds(3600), "ann@desk", "a sale");
      Await.until("no deployment is in the way", PATIENCE, () -> held(hold));

      Await.until("a person holds it", PATIENCE, () -> page.decided("hold", "held"));
      long evaluations = page.decisions().size();
      Await.until("it goes on", PATIENCE, () -> page.decisions().size() > evaluations + 20);
      assertThat(stage.group().count().desired()).isEqualTo(3);
      assertThat(page.decisions().stream().filter(one -> one.path("cause").asText().equals("held")))
          .extracting(one -> one.path("reasons").path(0).asText())
          .containsOnly(hold.text(3));
      assertThat(page.get("/metrics").body()).contains("cause=\"held\"");

      stage.scaling().note(Stage.WEB, "released", Map.of());
      stage.awaitCount(1);
    }
  }

  private static boolean held(Hold hold) {
    try {
      stage.scaling().scale(Stage.WEB, 1, 3, hold.text(3), hold.meta());
      return true;
    } catch (NomadRefused e) {
      if (e.deploying()) {
        return false;
      }
      throw e;
    }
  }

  @Test
  void aRefusedPolicyIsSaidAndNotRun() {
    stage.load(900);
    stage.submit(1, "0s", POLICY.replace("stabilization_window_down", "stabilisation_window_down"));
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());
      Await.until(
          "the health names it",
          PATIENCE,
          () -> page.component("policies").path("state").asText().equals("degraded"));

      JsonNode policies = page.component("policies");
      assertThat(policies.path("detail").asText())
          .startsWith("0 run, refused: web: policy.stabilisation_window_down: not a word of ours");
      assertThat(page.get("/healthz").statusCode()).isEqualTo(200);
      assertThat(page.decisions()).isEmpty();
      assertThat(stage.group().count().desired()).isEqualTo(1);

      stage.clear();
      Await.until(
          "it is forgotten with its job",
          PATIENCE,
          () -> page.component("policies").path("state").asText().equals("up"));
    }
  }

  @Test
  void aStandbyDoesNothingAndTakesOverWhenTheLeaderLeaves() {
    stage.load(90);
    stage.submit(1, "0s", POLICY);
    try (var second = standbyOf(stage.autoscaler("one"))) {
      var page = new Page(second.port());
      Await.until("the second leads", PATIENCE, second::isLeader);
      Await.until(
          "it says so",
          PATIENCE,
          () -> {
            var answer = page.get("/leader");
            return answer.statusCode() == 200 && answer.body().equals("{\"leader\":true}");
          });
      stage.load(390);
      stage.awaitCount(4);
      Await.until("it is noted", PATIENCE, () -> page.decided("scale", ""));
    }
  }

  /// Starts a second autoscaler beside the first, sees the first do the work, and ends the first.
  private static AutoscalerService standbyOf(AutoscalerService first) {
    try (first) {
      Await.until("the first leads", PATIENCE, first::isLeader);
      var second = stage.autoscaler("two");
      var page = new Page(second.port());
      Await.until(
          "the second knows the policy",
          PATIENCE,
          () -> page.component("policies").path("detail").asText().equals("1 run"));
      stage.load(190);
      stage.awaitCount(2);
      assertThat(second.isLeader()).isFalse();
      assertThat(page.decisions()).isEmpty();
      assertThat(page.component("leadership").path("detail").asText()).isEqualTo("standby");
      Await.until(
          "the first leads on",
          PATIENCE,
          () -> new Page(first.port()).get("/leader").statusCode() == 200);
      var refusal = page.get("/leader");
      assertThat(refusal.statusCode()).isEqualTo(503);
      assertThat(refusal.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
      assertThat(refusal.body()).contains("this instance does not hold tripod/autoscaler/leader");
      return second;
    }
  }

  @Test
  void badQuestionsGetAProblem() {
    try (var autoscaler = stage.autoscaler("one")) {
      var page = new Page(autoscaler.port());

      assertThat(page.get("/v1/decisions?limit=many").statusCode()).isEqualTo(400);
      assertThat(page.get("/v1/decisions?limit=0").statusCode()).isEqualTo(400);
      assertThat(page.get("/v1/decisions?limit=2001").body())
          .contains("limit: expected a number from 1 to 2000");
    }
  }
}

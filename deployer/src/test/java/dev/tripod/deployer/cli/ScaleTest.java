package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// `scale` against real agents of Nomad and Consul.
class ScaleTest extends AgentsTest {
  @Test
  void theCountIsSetAndTheAutoscalerMayChangeIt() {
    web();

    var run = lab.run("scale", "web", "web", "3", "--reason=a sale");

    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .isEqualTo("web/web: 1 -> 3; the autoscaler may change it at once, --for prevents that\n");
    assertThat(run.exitCode()).isZero();
    assertThat(lab.outsider().count("web")).isEqualTo(3);
    assertThat(lab.run("history", "web").out())
        .contains("scaling by " + Author.name() + ": a sale");
    lab.run("submit");
    assertThat(lab.run("scale", "web", "web", "3").out()).contains("web/web: has 3 already");
  }

  @Test
  void aHoldStandsInTheNewestEventUntilItIsReleased() {
    web();
    var begun = Instant.now();

    var run = lab.run("scale", "web", "web", "2", "--for=2h", "--reason=a sale");

    assertThat(run.out()).startsWith("web/web: 1 -> 2, held until ");
    var until = Instant.parse(newest().path("Meta").path("tripod_hold_until").asText());
    assertThat(until)
        .isBetween(begun.plus(Duration.ofMinutes(119)), begun.plus(Duration.ofMinutes(121)));
    assertThat(newest().path("Message").asText())
        .isEqualTo("held at 2 until %s by %s: a sale".formatted(until, Author.name()));

    var released = lab.run("scale", "web", "web", "--release");
    assertThat(released.out())
        .isEqualTo("web/web: released, the autoscaler may change the count\n");
    assertThat(newest().path("Meta").has("tripod_hold_until")).isFalse();
    assertThat(lab.outsider().count("web")).isEqualTo(2);
    assertThat(lab.run("scale", "web", "web", "2", "--for=0s").out())
        .contains("nothing holds the count");
  }

  @Test
  void whatCannotBeIsRefused() {
    web();

    assertThat(refused("web", "web", "9"))
        .contains("web may have 1 to 4 instances of group web by its scaling block, not 9");
    assertThat(refused("web", "db", "2")).contains("web has no group db; there are: web");
    assertThat(refused("ghost", "web", "2")).contains("No job ghost is registered");
    assertThat(refused("web", "web")).contains("scale needs a count for group web, or --release");
    assertThat(lab.outsider().count("web")).isEqualTo(1);
    lab.run("stop", "web");
    assertThat(refused("web", "web", "2")).contains("web is stopped; `deployer submit web`");
  }

  @Test
  void duringADeploymentNothingIsScaled() {
    lab.job("web", Jobs.web("web", 1, "").replace("\"500ms\"", "\"20s\""));
    lab.run("submit", "--timeout=1s");

    assertThat(refused("web", "web", "2")).contains("web is being deployed");
  }

  private static void web() {
    lab.job("web", Jobs.web("web", 1, ""));
    lab.run("submit");
  }

  private static String refused(String... arguments) {
    var run = lab.run("scale", arguments);
    assertThat(run.exitCode()).isEqualTo(ExitCode.CANNOT.number());
    return run.err();
  }

  private static JsonNode newest() {
    return lab.outsider().get("/v1/job/web/scale").at("/TaskGroups/web/Events/0");
  }
}

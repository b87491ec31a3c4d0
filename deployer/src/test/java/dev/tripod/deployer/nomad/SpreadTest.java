package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.deployer.nomad.Spread.Instance;
import dev.tripod.deployer.nomad.Spread.Node;
import dev.tripod.kit.testing.Await;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is read of a group's instances, from a real Nomad with one node.
class SpreadTest extends ScalingTest {
  private static final String BY_NAME = "spread { attribute = \"${node.unique.name}\" }";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # in the job                                | in the group                                 | asked
          ''                                          | spread { attribute = "${node.unique.name}" } | true
          ''                                          | spread { attribute = "${node.unique.id}" }   | true
          spread { attribute = "${node.unique.name}" } | ''                                          | true
          spread { attribute = "${node.datacenter}" } | spread { attribute = "${node.unique.name}" } | true
          ''                                          | ''                                           | false
          ''                                          | spread { attribute = "${node.datacenter}" }  | false
          """)
  void theJobAsksForIt(String inJob, String inGroup, boolean asked) {
    assertThat(asksForIt(inJob, inGroup)).isEqualTo(asked);
  }

  @Test
  void moreOnOneNodeIsAnotherWish() {
    var uneven =
        """
        spread {
          attribute = "${node.unique.name}"
          target "dev" {
            percent = 90
          }
        }
        """;

    assertThat(asksForIt("", uneven)).isFalse();
  }

  @Test
  void backToItsDataIsAnotherWish() {
    assertThat(asksForIt("", BY_NAME + "\nephemeral_disk { sticky = true }")).isFalse();
    assertThat(asksForIt("", BY_NAME + "\nephemeral_disk { sticky = false }")).isTrue();
  }

  @Test
  void nothingIsReadWhereItIsNotAskedFor() {
    submit("update { max_parallel = 0 }", "");

    assertThat(scaling.spread(WEB)).isEmpty();
    Await.until("it runs", PATIENCE, () -> scaling.group(WEB).count().running() == 2);
  }

  @Test
  void itSettlesWhenTheDeploymentHasEnded() {
    submit(
        """
        update {
          min_healthy_time = "1s"
          health_check     = "task_states"
        }
        """,
        BY_NAME);

    assertThat(spread().settled()).isFalse();
    Await.until("it is settled", PATIENCE, () -> spread().settled());

    assertThat(scaling.group(WEB).count().ready()).isEqualTo(2);
    assertThat(spread().nodes()).singleElement().extracting(Node::name).isEqualTo("dev");
    assertThat(spread().instances()).hasSize(2).extracting(Instance::node).containsOnly(node());
    assertThat(spread()).as("nothing changes by itself").isEqualTo(spread());
  }

  @Test
  void itIsNotSettledWithFewerThanAreWanted() {
    long each = Resources.ofNode(scaling.nodes().path(0)).memoryMb() * 2 / 5;
    register("update { max_parallel = 0 }", "count = 2\n" + BY_NAME, each);
    Await.until("it is settled", PATIENCE, () -> spread().settled());

    scaling.scale(WEB, 2, 3, "one more than fits", Map.of());

    assertThat(spread().instances()).hasSize(2);
    assertThat(spread().settled()).isFalse();
  }

  @Test
  void aNodeOfAnotherDatacenterTakesNone() {
    submit("datacenters = [\"elsewhere\"]", BY_NAME);

    assertThat(spread().nodes()).isEmpty();
    assertThat(spread().settled()).isFalse();
  }

  @Test
  void theOneThatIsStoppedGoesAndAnotherComes() {
    submit("update { max_parallel = 0 }", BY_NAME);
    Await.until("it is settled", PATIENCE, () -> spread().settled());
    var before = spread().instances();
    var stopped = before.getLast();

    scaling.stop(stopped, "too many on one node");

    Await.until(
        "another runs in its place",
        PATIENCE,
        () -> spread().settled() && !ids().contains(stopped.id()));
    assertThat(ids()).contains(before.getFirst().id()).hasSize(2);
    var youngest =
        spread().instances().stream()
            .max((one, other) -> Long.compare(one.createIndex(), other.createIndex()));
    assertThat(youngest).get().extracting(Instance::id).isNotEqualTo(before.getFirst().id());
  }

  @Test
  void oneThatIsGoneCannotBeStopped() {
    var gone = new Instance("11111111-1111-1111-1111-111111111111", node(), 1, 1);

    assertThatThrownBy(() -> scaling.stop(gone, "a test")).isInstanceOf(NomadRefused.class);
  }

  private static boolean asksForIt(String inJob, String inGroup) {
    var hcl = "job \"web\" {\n%s\ngroup \"web\" {\n%s\n}\n}\n".formatted(inJob, inGroup);
    return Spread.isAskedFor(jobs.parse(hcl, ""), "web");
  }

  private static Spread spread() {
    return scaling.spread(WEB).orElseThrow();
  }

  private static List<String> ids() {
    return spread().instances().stream().map(Instance::id).toList();
  }

  private static Node node() {
    var node = scaling.nodes().path(0);
    return new Node(node.path("ID").asText(), node.path("Name").asText());
  }

  private static void submit(String inJob, String inGroup) {
    register(inJob, "count = 2\n" + inGroup, 10);
  }
}

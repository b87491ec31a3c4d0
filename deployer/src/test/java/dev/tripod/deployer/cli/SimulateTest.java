package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `autoscale simulate`, which needs no cluster.
class SimulateTest {
  private static final String ITEMS = "../jobs/items.nomad.hcl";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path folder;

  @Test
  void printsFiguresAndAChart() {
    assertThat(simulate("--policy", ITEMS, "--made", "step")).isZero();
    assertThat(out.toString())
        .startsWith("step, 30.0 min: too few instances for so many minutes")
        .contains("too few", "tripod", "█", "ran and was needed")
        .containsPattern("      0 +\\d+ s\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void printsTheFiguresAsJson() throws IOException {
    assertThat(simulate("--policy", ITEMS, "--made", "step", "--json")).isZero();

    JsonNode figures = new ObjectMapper().readTree(out.toString());
    assertThat(figures).hasSize(1);
    assertThat(names(figures.get(0)))
        .startsWith("system", "violation_minutes", "instance_hours")
        .contains("changes");
    assertThat(figures.get(0).get("system").asText()).isEqualTo("tripod");
    assertThat(figures.get(0).get("violation_minutes").asDouble()).isBetween(0.0, 1.0);
    assertThat(figures.get(0).get("instance_hours").asDouble()).isBetween(1.0, 3.0);
    assertThat(figures.get(0).get("changes").isInt()).isTrue();
  }

  @Test
  void comparesWithTheOthers() throws IOException {
    assertThat(simulate("--policy", ITEMS, "--made", "step", "--compare", "--json")).isZero();

    var systems = new ArrayList<String>();
    new ObjectMapper()
        .readTree(out.toString())
        .forEach(each -> systems.add(each.get("system").asText()));
    assertThat(systems).containsExactly("tripod", "nomad-autoscaler", "hpa", "kpa", "oracle");
  }

  @Test
  void theSameSeedGivesTheSame() {
    simulate("--policy", ITEMS, "--made", "bursty", "--seed", "7", "--json");
    String first = out.toString();
    out.getBuffer().setLength(0);
    simulate("--policy", ITEMS, "--made", "bursty", "--seed", "7", "--json");
    assertThat(out).hasToString(first);
    out.getBuffer().setLength(0);
    simulate("--policy", ITEMS, "--made", "bursty", "--seed", "8", "--json");
    assertThat(out.toString()).isNotEqualTo(first);
  }

  @Test
  void readsATraceOfAFile() throws IOException {
    var trace = write("t.csv", "seconds,demand\n0,100\n60,700\n120,100\n");

    assertThat(simulate("--policy", ITEMS, "--trace", trace)).isZero();
    assertThat(out.toString()).startsWith(trace + ", 3.0 min: ");
  }

  @Test
  void aTraceThatIsWrongIsToldByItsLine() throws IOException {
    var trace = write("t.csv", "seconds,demand\n0,100\n60;700\n");

    assertThat(simulate("--policy", ITEMS, "--trace", trace)).isEqualTo(2);
    assertThat(err.toString())
        .contains(trace + ":3: expected seconds,demand, both 0 or more, found \"60;700\"");
    assertThat(simulate("--policy", ITEMS, "--trace", "no/such.csv")).isEqualTo(2);
    assertThat(err.toString()).contains("The trace no/such.csv cannot be read");
  }

  @Test
  void aPolicyThatIsWrongIsToldByItsLines() throws IOException {
    var policy =
        write(
            "p.hcl",
            """
            scaling {
              max = 3
              policy {
                cooldwon = "5s"
                check "c" {
                  source = "prometheus"
                  query = "x"
                  strategy "target-value" {
                    target = "many"
                  }
                }
              }
            }
            """);

    assertThat(simulate("--policy", policy, "--made", "step")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            policy + ":4: policy.cooldwon: not a word of ours",
            policy + ":9: policy.check[c].strategy[target-value].target: expected a number");
  }

  @Test
  void aFileThatIsNoPolicyIsRefused() throws IOException {
    assertThat(simulate("--policy", write("p.hcl", "scaling {"), "--made", "step")).isEqualTo(2);
    assertThat(simulate("--policy", "no/such.hcl", "--made", "step")).isEqualTo(2);
    assertThat(err.toString()).contains("The policy no/such.hcl cannot be read");
    assertThat(simulate("--policy", "../jobs/keeper.nomad.hcl", "--made", "step")).isEqualTo(2);
    assertThat(err.toString()).contains("no scaling block");
  }

  @Test
  void ofSeveralPoliciesOneIsChosen() throws IOException {
    var policies = write("p.hcl", labelled("a") + labelled("b"));

    assertThat(simulate("--policy", policies, "--made", "step")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            policies + " has policies for the groups a, b.", "Next: choose one with --group.");
    assertThat(simulate("--policy", policies, "--made", "step", "--group", "b")).isZero();
  }

  @Test
  void withoutACapacityItSaysHowToGiveOne() throws IOException {
    var policy =
        write(
            "p.hcl",
            labelled("a").replace("target-value", "pass-through").replace("target = 5", ""));

    assertThat(simulate("--policy", policy, "--made", "step")).isEqualTo(2);
    assertThat(err.toString()).contains("Next: give it with --capacity N");
    assertThat(simulate("--policy", policy, "--made", "step", "--capacity", "50")).isZero();
  }

  @Test
  void aDemandIsWanted() {
    assertThat(simulate("--policy", ITEMS)).isEqualTo(2);
    assertThat(err.toString()).contains("--trace", "--made");
    assertThat(simulate("--policy", ITEMS, "--made", "stairs")).isEqualTo(2);
  }

  @Test
  void tuneSuggestsWords() throws IOException {
    var slow = write("p.hcl", labelled("a"));

    assertThat(simulate("--policy", slow, "--made", "ramp", "--tune")).isZero();
    assertThat(out.toString())
        .contains("Better on this demand:")
        .containsPattern("cooldown_up +=? ?= \"\\d+s\" +\\(now not given\\)")
        .contains("instance hours");
  }

  @Test
  void tuneSaysWhereNothingIsBetter() throws IOException {
    var steady = write("t.csv", "0,4\n600,4\n1200,4\n");

    assertThat(simulate("--policy", write("p.hcl", labelled("a")), "--trace", steady, "--tune"))
        .isZero();
    assertThat(out.toString()).contains("No other values do better on this demand.");
  }

  private static String labelled(String label) {
    return """
    scaling "%s" {
      min = 1
      max = 9
      policy {
        check "c" {
          source = "prometheus"
          query = "x"
          strategy "target-value" {
            target = 5
          }
        }
      }
    }
    """
        .formatted(label);
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static List<String> names(JsonNode figures) {
    var names = new ArrayList<String>();
    figures.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private int simulate(String... args) {
    var all = new ArrayList<>(List.of("autoscale", "simulate"));
    all.addAll(List.of(args));
    return Main.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
  }
}

package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What docs/autoscalers.md says of `bench/simulation`.
class BenchSimulationTest {
  private static final String RECORDED = "../bench/traces/nasa-jul95.csv";

  private static final String[][] DEMANDS = {
    {"--made", "step"}, {"--made", "ramp"}, {"--made", "bursty"}, {"--trace", RECORDED}
  };

  @Test
  void theRecordedTraceHasEachRequestOfTheLog() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(RECORDED))) {
      var hours =
          lines.filter(line -> Character.isDigit(line.charAt(0))).map(line -> line.split(",", -1));
      assertThat(hours.mapToLong(hour -> Long.parseLong(hour[1])).sum()).isEqualTo(1_891_714);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theLeanPolicyIsShortForLessTimeAndPaysLess(int demand) throws IOException {
    var scores = simulated("../bench/simulation-lean.hcl", DEMANDS[demand]);

    JsonNode ours = scores.get("tripod");
    for (String other : new String[] {"hpa", "kpa"}) {
      assertThat(minutes(ours)).as(other).isLessThan(minutes(scores.get(other)));
      assertThat(hours(ours)).as(other).isLessThan(hours(scores.get(other)));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theCarefulPolicyIsShortForNoLongerThanAnybody(int demand) throws IOException {
    var scores = simulated("../bench/simulation.hcl", DEMANDS[demand]);

    double ours = minutes(scores.get("tripod"));
    for (String other : new String[] {"nomad-autoscaler", "hpa", "kpa"}) {
      assertThat(ours).as(other).isLessThanOrEqualTo(minutes(scores.get(other)));
    }
  }

  private static double minutes(JsonNode score) {
    return score.get("violation_minutes").asDouble();
  }

  private static double hours(JsonNode score) {
    return score.get("instance_hours").asDouble();
  }

  private static Map<String, JsonNode> simulated(String policy, String... demand)
      throws IOException {
    var out = new StringWriter();
    String[] rest = {"--capacity", demand[0].equals("--trace") ? "1500" : "50", "--compare"};
    var arguments =
        Stream.of(
                Stream.of("autoscale", "simulate", "--policy", policy, "--json"),
                Stream.of(demand),
                Stream.of(rest))
            .flatMap(each -> each);
    int code =
        Main.run(
            arguments.toArray(String[]::new),
            new PrintWriter(out),
            new PrintWriter(new StringWriter()));
    assertThat(code).isZero();
    var scores = new HashMap<String, JsonNode>();
    new ObjectMapper()
        .readTree(out.toString())
        .forEach(score -> scores.put(score.get("system").asText(), score));
    return scores;
  }
}

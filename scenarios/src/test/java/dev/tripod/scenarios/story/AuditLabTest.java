package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.scenarios.lab.Command;
import dev.tripod.scenarios.lab.Scaled;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Until;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What the cluster's audit tells of changes, and that it tells when somebody has changed it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AuditLabTest extends WorldTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int CHANGED = 4;

  @Test
  @Order(1)
  void tellsWhoSubmittedAndWhy() {
    var reason = "audit test of " + Instant.now();
    var job = world.nomad().job("node-exporter");
    // Nothing restarts for it, and the file says otherwise.
    world.nomad().register(job.put("Priority", job.path("Priority").asInt() + 1));

    var deployer = "deployer/target/deployer.jar";
    run("tools/java", "-jar", deployer, "submit", "--reason", reason, "node-exporter").orFail();

    assertThat(audit())
        .filteredOn(entry -> entry.path("reason").asText().equals(reason))
        .singleElement()
        .satisfies(entry -> assertThat(entry.path("role").asText()).isEqualTo("deployer"))
        .satisfies(entry -> assertThat(entry.path("path").asText()).isEqualTo("/v1/jobs"))
        .satisfies(entry -> assertThat(entry.path("status").asInt()).isEqualTo(200));
  }

  @Test
  @Order(2)
  void tellsThatTheAutoscalerScaledAndWhy() throws InterruptedException {
    var begun = Instant.now();
    world.nomad().scale(Scaled.ITEMS, Scaled.ITEMS.minimum(world.nomad()) + 1);

    Until.holds(
        "the audit says why the autoscaler took one instance back",
        PATIENCE,
        () ->
            audit().stream()
                .filter(entry -> !Instant.parse(entry.path("at").asText()).isBefore(begun))
                .filter(entry -> entry.path("role").asText().equals("task"))
                .anyMatch(entry -> entry.path("reason").asText().contains("per instance")));
  }

  @Test
  @Order(3)
  void noticesThatAJournalWasChanged() throws IOException {
    audit();
    Path journal;
    try (var copied = Files.list(world.checkout().root().resolve("build/audit/node1"))) {
      journal = copied.sorted().findFirst().orElseThrow();
    }
    try (var file = new RandomAccessFile(journal.toFile(), "rw")) {
      var text = new byte[(int) file.length()];
      file.readFully(text);
      var where = new String(text, StandardCharsets.ISO_8859_1).indexOf("MESSAGE=");
      file.seek(where + "MESSAGE=".length());
      file.write('#');
    }

    var verdict = run("tools/audit", "--copied", "--json");

    assertThat(verdict.exitCode()).isEqualTo(CHANGED);
    assertThat(verdict.err()).contains("node1: a journal is not as it was written");
  }

  private static List<JsonNode> audit() {
    var entries = new ArrayList<JsonNode>();
    for (var line : run("tools/audit", "--json").orFail().lines().toList()) {
      try {
        entries.add(JSON.readTree(line));
      } catch (JsonProcessingException notJson) {
        throw new AssertionError("not a line of JSON: " + line, notJson);
      }
    }
    return entries;
  }

  private static Command.Output run(String... words) {
    try {
      return Command.run(world.checkout().root(), PATIENCE, List.of(words));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailed("interrupted", stop);
    }
  }
}

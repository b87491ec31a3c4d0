package dev.tripod.scenarios.contest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.ScenarioFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// nomad-autoscaler in the place of our autoscaler: in the job of that name, so that it may do what
/// ours may, is placed as ours is, and has two instances of which one leads.
final class PeerJob {
  /// Where bench/contest puts its binary on each node.
  private static final String COMMAND = "/releases/nomad-autoscaler/nomad-autoscaler";

  /// The one right more that it needs: to hold its lock. Ours keeps its own in Consul. For the same
  /// namespaces as in jobs/access/autoscaler.nomad.hcl: a narrower rule would hide that one.
  static final String RULES =
      """
      namespace "*" {
        variables {
          path "nomad-autoscaler/*" {
            capabilities = ["read", "write", "list", "destroy"]
          }
        }
      }
      """;

  private PeerJob() {}

  /// Turns the job of our autoscaler into the peer's.
  static void write(ObjectNode job) {
    var group = (ObjectNode) job.at("/TaskGroups/0");
    ((ObjectNode) group.at("/Services/0/Checks/0")).put("Path", "/v1/health");
    var task = (ObjectNode) group.at("/Tasks/0");
    var config = task.putObject("Config");
    config.put("command", COMMAND);
    config.putArray("args").add("agent").add("-config=${NOMAD_TASK_DIR}/agent.hcl");
    task.putArray("Templates")
        .addObject()
        .put("EmbeddedTmpl", agent())
        .put("DestPath", "local/agent.hcl")
        .put("ChangeMode", "noop");
  }

  private static String agent() {
    try (var file = PeerJob.class.getResourceAsStream("agent.hcl")) {
      if (file == null) {
        throw new ScenarioFailed("agent.hcl is not in this build");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new ScenarioFailed("agent.hcl cannot be read", cause);
    }
  }
}

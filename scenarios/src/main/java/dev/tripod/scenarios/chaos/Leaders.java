package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.ClusterFile.Node;
import dev.tripod.scenarios.lab.JsonApi;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Secrets;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.stream.StreamSupport;

/// Has one machine lead everything, as happens by chance.
final class Leaders {
  private static final Duration HANDED_OVER = Duration.ofSeconds(30);

  private Leaders() {}

  /// The machine of the Redis master, which leads Consul and Nomad from now on.
  static int together(World world) throws InterruptedException {
    int number = Machines.redisMaster(world);
    var node =
        world.cluster().nodes().stream()
            .filter(one -> Machines.number(one) == number)
            .findFirst()
            .orElseThrow(() -> new ScenarioFailed("node" + number + " is none of the cluster"));
    var secrets = Secrets.read(world.cluster().credentials().getParent());
    var consul = world.consulAs(secrets.get("consul_management_token"));
    var nomad = world.nomadAs(secrets.get("nomad_management_token"));
    Until.holds(
        node.name() + " leads Consul", HANDED_OVER, () -> leads(consul, "transfer-leader", node));
    Until.holds(
        node.name() + " leads Nomad", HANDED_OVER, () -> leads(nomad, "transfer-leadership", node));
    return number;
  }

  /// Asks for it where it is not so, as often as it takes: who lags behind is refused.
  private static boolean leads(JsonApi api, String transfer, Node node) {
    var server =
        StreamSupport.stream(
                api.get("/v1/operator/raft/configuration").path("Servers").spliterator(), false)
            .filter(one -> one.path("Address").asText().startsWith(node.address() + ":"))
            .findFirst()
            .orElseThrow(() -> new ScenarioFailed(node.name() + " is none of the servers"));
    if (!server.path("Leader").asBoolean()) {
      api.send("POST", "/v1/operator/raft/" + transfer + "?id=" + server.path("ID").asText(), "");
    }
    return server.path("Leader").asBoolean();
  }
}

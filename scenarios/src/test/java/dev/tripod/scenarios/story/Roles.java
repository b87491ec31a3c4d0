package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Credentials;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.Secrets;
import dev.tripod.scenarios.lab.World;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/// Everyone who may turn up at the APIs of Nomad and Consul, with the tokens that they have; a role
/// without a token for one of them has the empty text there.
final class Roles {
  private Roles() {}

  record Tokens(String nomad, String consul) {}

  static Map<String, Tokens> all(World world) throws InterruptedException {
    var secrets = Secrets.read(world.cluster().credentials().getParent());
    var roles = new LinkedHashMap<String, Tokens>();
    roles.put("nobody", new Tokens("", ""));
    roles.put("stranger", new Tokens(UUID.randomUUID().toString(), UUID.randomUUID().toString()));
    for (var person : new String[] {"viewer", "deployer", "operator"}) {
      var file = world.cluster().credentials().resolveSibling(person + ".json");
      var credentials = Credentials.read(file);
      roles.put(person, new Tokens(credentials.nomad(), credentials.consul()));
    }
    for (var job : new String[] {"items", "keeper", "autoscaler", "prometheus"}) {
      roles.put(job, new Tokens(task(world, job, "NOMAD_TOKEN"), task(world, job, "CONSUL_TOKEN")));
    }
    for (var agent : new String[] {"agent", "nomad", "discovery"}) {
      roles.put(agent, new Tokens("", secrets.get("consul_" + agent + "_token")));
    }
    return roles;
  }

  /// From the task's environment, on whichever node it runs.
  private static String task(World world, String task, String variable)
      throws InterruptedException {
    var script =
        """
        f=$(grep -slz '^NOMAD_TASK_NAME=%s$' /proc/[0-9]*/environ | head -1)
        [ -z "$f" ] || tr '\\0' '\\n' < $f | sed -n 's/^%s=//p'
        """
            .formatted(task, variable);
    for (var node = 1; node <= Lab.NODES; node++) {
      var found = world.lab().ssh(node, script).strip();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }
}

package dev.tripod.scenarios.contest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.tripod.scenarios.lab.JsonApi;
import dev.tripod.scenarios.lab.Secrets;
import dev.tripod.scenarios.lab.World;

/// Rights that a job has for the time of a contest, given by the administrator's own token.
final class JobRights {
  private final JsonApi administrator;

  JobRights(World world) throws InterruptedException {
    var secrets = Secrets.read(world.cluster().credentials().getParent());
    this.administrator = world.nomadAs(secrets.get("nomad_management_token"));
  }

  /// @param rules in Nomad's language for policies, besides those that the job has
  void give(String job, String rules) {
    var policy = JsonNodeFactory.instance.objectNode().put("Name", name(job)).put("Rules", rules);
    policy.putObject("JobACL").put("Namespace", "default").put("JobID", job);
    administrator.send("POST", path(job), policy.toString());
  }

  void takeBack(String job) {
    administrator.send("DELETE", path(job), "");
  }

  private static String path(String job) {
    return "/v1/acl/policy/" + name(job);
  }

  private static String name(String job) {
    return "contest-" + job;
  }
}

package dev.tripod.deployer.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.nomad.Source;

/// Job specifications for tests, from the JSON that Nomad makes of a file.
public final class Specs {
  private Specs() {}

  /// A service job with one group of the same name and service.
  public static JobSpec service(String name, String needs, String provides) {
    return spec(
        """
        {"ID": "%1$s", "Type": "service", "Meta": {"needs": "%2$s", "provides": "%3$s"},
         "TaskGroups": [{"Name": "%1$s", "Count": 2, "Services": [{"Name": "%1$s"}]}]}
        """
            .formatted(name, needs, provides));
  }

  public static JobSpec spec(String json) {
    var job = json(json);
    return JobSpec.of("jobs/" + job.path("ID").asText() + ".nomad.hcl", job, Source.NONE);
  }

  public static ObjectNode json(String json) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}

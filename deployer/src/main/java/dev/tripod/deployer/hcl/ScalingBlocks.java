package dev.tripod.deployer.hcl;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.scale.policy.PolicyReader;
import dev.tripod.deployer.scale.policy.PolicyReading;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Looks at the scaling blocks of a job as Nomad parsed it, so that a policy that no autoscaler of
/// ours would run is refused before the job is registered.
public final class ScalingBlocks {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ScalingBlocks() {}

  /// What is wrong, each with its line: `jobs/items.nomad.hcl:42: policy.cooldwn: not a word of
  /// ours; …`.
  ///
  /// @param file its name, for messages
  /// @param hcl its text
  /// @param job what Nomad made of it
  public static List<String> problems(String file, String hcl, JsonNode job) {
    Lines lines = Lines.of(hcl);
    return stream(job.path("TaskGroups"))
        .filter(group -> isScaled(group.path("Scaling")))
        .flatMap(group -> problems(file, lines, job, group))
        .toList();
  }

  /// A block without a policy is for people, and one that is switched off for nobody.
  private static boolean isScaled(JsonNode scaling) {
    return !scaling.path("Policy").isEmpty() && scaling.path("Enabled").asBoolean(true);
  }

  private static Stream<String> problems(String file, Lines lines, JsonNode job, JsonNode group) {
    String name = group.path("Name").asText();
    String block = "job[%s].group[%s].scaling".formatted(job.path("Name").asText(), name);
    return switch (PolicyReader.read(answer(job, group))) {
      case PolicyReading.Accepted _ -> Stream.empty();
      case PolicyReading.Refused refused ->
          refused.problems().stream().map(problem -> lines.said(file, block, problem));
    };
  }

  /// In the shape of `/v1/scaling/policy/:id`, which does not know the job yet.
  private static Map<String, Object> answer(JsonNode job, JsonNode group) {
    Map<String, Object> scaling =
        MAPPER.convertValue(
            group.path("Scaling"),
            MAPPER.getTypeFactory().constructMapType(Map.class, String.class, Object.class));
    scaling.put("ID", group.path("Name").asText());
    scaling.put("Type", "horizontal");
    if (scaling.get("Min") == null) {
      scaling.put("Min", group.path("Count").asInt(1));
    }
    scaling.put(
        "Target",
        Map.of(
            "Namespace", job.path("Namespace").asText("default"),
            "Job", job.path("ID").asText(),
            "Group", group.path("Name").asText()));
    return scaling;
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}

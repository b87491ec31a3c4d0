package dev.tripod.deployer.hcl;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import com.bertramlabs.plugins.hcl4j.HCLParserException;
import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.policy.PolicyReader;
import dev.tripod.deployer.scale.policy.PolicyReading;
import dev.tripod.deployer.scale.policy.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The scaling policies of a job file, or of a file with nothing but `scaling` blocks, read without
/// any Nomad. Variables have their defaults. What decides in a cluster is Nomad's reading; here as
/// much is understood as policies are written with.
public final class ScalingFile {
  private static final String HORIZONTAL = "horizontal";

  private final String name;
  private final Lines lines;
  private final List<PolicyReading> readings = new ArrayList<>();
  private final Map<String, String> paths = new HashMap<>();

  /// Reads all policies of a text.
  ///
  /// @param name of the file, for messages
  /// @throws BadHcl when the text is no HCL, or has no policy
  public static ScalingFile read(String name, String text) throws BadHcl {
    return new ScalingFile(name, text);
  }

  private ScalingFile(String name, String text) throws BadHcl {
    this.name = name;
    this.lines = Lines.of(text);
    Map<String, Object> whole = parse(name, text);
    named(whole.get("job"))
        .forEach(
            (job, content) ->
                named(map(content).get("group"))
                    .forEach((group, inner) -> ofGroup(job, group, map(inner))));
    alone(whole.get("scaling"));
    if (readings.isEmpty()) {
      throw new BadHcl(name + ": no scaling block; expected a job file or scaling blocks alone");
    }
  }

  public List<PolicyReading> readings() {
    return readings;
  }

  /// `items.nomad.hcl:42: policy.check[rate].query: expected …`
  public String said(PolicyReading.Refused refused, Problem problem) {
    return lines.said(name, String.valueOf(paths.get(refused.id())), problem);
  }

  private static Map<String, Object> parse(String name, String text) throws BadHcl {
    try {
      return new HCLParser().parse(text);
    } catch (HCLParserException | IOException | RuntimeException e) {
      throw new BadHcl(name + ": not understood as HCL: " + e.getMessage());
    }
  }

  private void ofGroup(String job, String group, Map<?, ?> content) {
    if (content.containsKey("scaling")) {
      var path = "job[%s].group[%s].scaling".formatted(job, group);
      add(new Target("default", job, group), path, map(content.get("scaling")), content);
    }
  }

  /// Without a job: the block itself, or blocks with a label each, as nomad-autoscaler's files
  /// have.
  private void alone(Object scaling) {
    Map<?, ?> content = map(scaling);
    if (content.containsKey("policy") || content.containsKey("max")) {
      add(new Target("default", "job", "group"), "scaling", content, content);
    } else {
      named(content)
          .forEach(
              (label, each) ->
                  add(
                      new Target("default", label, label),
                      "scaling[" + label + "]",
                      map(each),
                      map(each)));
    }
  }

  /// In the shape of Nomad's API.
  private void add(Target target, String path, Map<?, ?> scaling, Map<?, ?> group) {
    var answer = new HashMap<String, Object>();
    answer.put("ID", target.toString());
    answer.put("Type", HORIZONTAL);
    answer.put("Enabled", scaling.get("enabled"));
    answer.put("Min", first(scaling.get("min"), group.get("count"), 1));
    answer.put("Max", scaling.get("max"));
    answer.put("Policy", scaling.get("policy"));
    answer.put(
        "Target",
        Map.of("Namespace", target.namespace(), "Job", target.job(), "Group", target.group()));
    paths.put(target.toString(), path);
    readings.add(PolicyReader.read(answer));
  }

  private static Object first(Object one, Object other, int otherwise) {
    return one != null ? one : other != null ? other : otherwise;
  }

  private static Map<String, Object> named(Object blocks) {
    var named = new LinkedHashMap<String, Object>();
    map(blocks).forEach((name, content) -> named.put(String.valueOf(name), content));
    return named;
  }

  private static Map<?, ?> map(Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }
}

package dev.tripod.deployer.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.nomad.JobJson;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.Signature;
import dev.tripod.deployer.nomad.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A job as its file wants it, as far as the deployer has to understand it.
///
/// @param file the name of the file, for messages
/// @param needs Consul services that must have a healthy instance before the job is registered
/// @param provides Consul services that the job brings about: its own, and those its meta names
/// @param singletons provided services that have exactly one healthy instance when all is well
/// @param json the whole job, as Nomad parsed it
/// @param source the text that it was made from
public record JobSpec(
    String file,
    JobKey key,
    String type,
    Set<String> needs,
    Set<String> provides,
    Set<String> singletons,
    List<Group> groups,
    ObjectNode json,
    Source source) {

  /// One group of tasks that run together.
  ///
  /// @param scales whether an autoscaler decides on the count; the file's is then only the first
  /// @param services names of the services in Consul that each allocation of the group registers
  public record Group(
      String name, int count, boolean scales, int minimum, int maximum, List<String> services) {}

  /// Reads what Nomad made of a job file.
  public static JobSpec of(String file, ObjectNode job, Source source) {
    var groups = stream(job.path("TaskGroups")).map(JobSpec::group).toList();
    var meta = job.path("Meta");
    var singletons = names(meta.path("singletons"));
    var provides = new LinkedHashSet<>(names(meta.path("provides")));
    provides.addAll(singletons);
    groups.forEach(group -> provides.addAll(group.services()));
    return new JobSpec(
        file,
        JobJson.key(job),
        job.path("Type").asText("service"),
        names(meta.path("needs")),
        provides,
        singletons,
        groups,
        job,
        source);
  }

  /// The same with a note of who registers it, and why.
  public JobSpec signed(Signature by) {
    return new JobSpec(
        file, key, type, needs, provides, singletons, groups, json, source.signed(by));
  }

  public String id() {
    return key.id();
  }

  /// Whether the job runs once on each fitting node, so that the nodes decide on the count.
  public boolean perNode() {
    return type.equals("system") || type.equals("sysbatch");
  }

  /// Whether the job is done when its tasks have ended.
  public boolean ends() {
    return type.equals("batch") || type.equals("sysbatch");
  }

  /// Whether registering the job starts nothing yet: a clock or a caller does later.
  public boolean startsLater() {
    return json.path("Periodic").isObject() || json.path("ParameterizedJob").isObject();
  }

  private static Group group(JsonNode group) {
    var services = new ArrayList<>(services(group));
    group.path("Tasks").forEach(task -> services.addAll(services(task)));
    var scaling = group.path("Scaling");
    return new Group(
        group.path("Name").asText(),
        group.path("Count").asInt(1),
        scaling.isObject() && scaling.path("Enabled").asBoolean(true),
        scaling.path("Min").asInt(0),
        scaling.path("Max").asInt(Integer.MAX_VALUE),
        List.copyOf(services));
  }

  private static List<String> services(JsonNode owner) {
    return stream(owner.path("Services"))
        .filter(service -> !service.path("Provider").asText().equals("nomad"))
        .map(service -> service.path("Name").asText())
        .filter(name -> !name.isEmpty() && !name.contains("${"))
        .toList();
  }

  private static Set<String> names(JsonNode list) {
    return Arrays.stream(list.asText().split(","))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}

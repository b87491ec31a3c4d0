package dev.tripod.deployer.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Whether all servers and clients run the same version.
record VersionsCheck(Api api, List<Endpoint> addresses) implements Check {
  @Override
  public String what() {
    return "versions of " + api.word();
  }

  @Override
  public List<Finding> look() throws IOException, InterruptedException {
    var probe = Probe.first(api, addresses);
    var versions = new TreeMap<String, String>();
    members(probe.json("/v1/agent/members"), versions);
    if (api == Api.NOMAD) {
      probe
          .json("/v1/nodes")
          .forEach(node -> versions.put("client " + text(node, "Name"), text(node, "Version")));
    }
    return List.of(finding(what(), versions));
  }

  /// Nomad has its servers under a key, Consul all agents as they are.
  static void members(JsonNode answer, Map<String, String> versions) {
    var members = answer.isArray() ? answer : answer.path("Members");
    for (var member : members) {
      versions.put("server " + text(member, "Name"), version(text(member.path("Tags"), "build")));
    }
  }

  /// Consul adds the commit: `1.22.0:48d787ef`.
  private static String version(String build) {
    return build.replaceFirst(":.*", "");
  }

  static Finding finding(String what, Map<String, String> versions) {
    var different = new TreeSet<>(versions.values());
    if (different.size() <= 1) {
      return Finding.ok(
          what, "All %d run %s.".formatted(versions.size(), String.join("", different)));
    }
    var all =
        versions.entrySet().stream()
            .map(one -> one.getKey() + " " + one.getValue())
            .collect(Collectors.joining(", "));
    return Finding.warn(
        what,
        "Not all are the same: %s.".formatted(all),
        "ansible/site.yml updates what is behind.");
  }

  private static String text(JsonNode object, String key) {
    return object.path(key).asText();
  }
}

package dev.tripod.deployer.release;

import java.util.List;
import java.util.Map;

/// A release and some nodes, as `plan --json` and `gc --json` print them.
public record Whereabouts(Release release, List<String> nodes) {
  public static List<Whereabouts> of(Map<Release, List<String>> nodes) {
    return nodes.entrySet().stream()
        .map(entry -> new Whereabouts(entry.getKey(), entry.getValue()))
        .toList();
  }
}

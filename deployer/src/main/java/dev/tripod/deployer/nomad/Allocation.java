package dev.tripod.deployer.nomad;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One placement of a group on a node.
///
/// @param healthy what the deployment found; empty while it has not decided, or without one
public record Allocation(
    String id,
    String node,
    String group,
    long jobVersion,
    String desiredStatus,
    String clientStatus,
    Optional<Boolean> healthy,
    Map<String, Task> tasks) {

  public record Task(String state, boolean failed, List<Event> events) {}

  public record Event(String type, String message, boolean failsTask) {}

  public String shortId() {
    return id.substring(0, Math.min(8, id.length()));
  }

  public boolean wanted() {
    return desiredStatus.equals("run");
  }

  /// Whether it has ended, well or not; Nomad leaves a failed one wanted.
  public boolean ended() {
    return switch (clientStatus) {
      case "complete", "failed", "lost" -> true;
      default -> false;
    };
  }

  public boolean running() {
    return wanted() && clientStatus.equals("running");
  }
}

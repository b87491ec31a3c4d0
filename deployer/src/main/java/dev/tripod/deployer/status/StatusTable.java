package dev.tripod.deployer.status;

import dev.tripod.deployer.nomad.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The state for a person: a few lines, then one for each problem.
public final class StatusTable {
  private StatusTable() {}

  public static List<String> lines(ClusterState state) {
    var lines = new ArrayList<String>();
    lines.add("nodes    " + nodes(state));
    lines.add("nomad    " + quorum(state.servers().nomad()));
    lines.add("consul   " + quorum(state.servers().consul()));
    lines.add("address  %s at %s".formatted(state.vip().address(), orNone(state.vip().holder())));
    state.groups().forEach(group -> lines.add(group(group)));
    state.checks().forEach(service -> lines.add(service(service)));
    lines.addAll(autoscaler(state.autoscaler()));
    state.problems().forEach(problem -> lines.add("!  " + problem));
    lines.add(state.ok() ? "ok" : "not ok: %d problems".formatted(state.problems().size()));
    return lines;
  }

  private static String nodes(ClusterState state) {
    return state.nodes().stream()
        .map(node -> node.name() + (node.ready() ? " ready" : " NOT READY"))
        .collect(Collectors.joining(", "));
  }

  private static String quorum(Quorum quorum) {
    return "leader %s, %d voters".formatted(orNone(quorum.leader()), quorum.voters());
  }

  private static String group(ClusterState.Group group) {
    var job = group.job().equals(group.group()) ? group.job() : group.job() + "/" + group.group();
    return "%-24s %d/%d%s"
        .formatted(
            job,
            group.healthy(),
            group.desired(),
            group.healthy() == group.desired() ? "" : "  not healthy");
  }

  private static String service(ClusterState.Service service) {
    return "%-24s %s%s%s"
        .formatted(
            service.service(),
            service.healthy().isEmpty() ? "NONE" : String.join(", ", service.healthy()),
            service.one() ? "  exactly one" : "",
            failing(service.failing()));
  }

  private static String failing(List<ClusterState.Check> checks) {
    return checks.isEmpty()
        ? ""
        : "  %d failing: %s".formatted(checks.size(), checks.getFirst().output());
  }

  private static List<String> autoscaler(ClusterState.Autoscaler autoscaler) {
    var lines = new ArrayList<String>();
    var note = autoscaler.note();
    lines.add("autoscaler  " + (note.isEmpty() ? "leader " + autoscaler.leader() : note));
    for (var decision : autoscaler.decisions()) {
      lines.add(
          "  %s/%s %s %s"
              .formatted(decision.job(), decision.group(), decision.at(), decision.text()));
    }
    return lines;
  }

  private static String orNone(String text) {
    return text.isEmpty() ? "NONE" : text;
  }
}

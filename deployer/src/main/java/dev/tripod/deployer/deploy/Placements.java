package dev.tripod.deployer.deploy;

import dev.tripod.deployer.nomad.Evaluation;
import dev.tripod.deployer.nomad.Evaluation.Placement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Says why Nomad found no node for a group.
public final class Placements {
  private Placements() {}

  /// Empty when the newest evaluation placed all; otherwise the rest of a sentence, from its comma.
  static String unplaced(List<Evaluation> oldestFirst) {
    return unplacedGroups(oldestFirst).entrySet().stream()
        .map(entry -> ", " + sentence(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  /// By group: what the newest evaluation could not place.
  static Map<String, Placement> unplacedGroups(List<Evaluation> oldestFirst) {
    return oldestFirst.stream()
        .filter(evaluation -> evaluation.status().equals("complete"))
        .reduce((_, last) -> last)
        .map(Evaluation::unplaced)
        .orElse(Map.of());
  }

  /// One that begins without a capital: `no place for 2 of group web (...)`.
  public static String sentence(String group, Placement placement) {
    var reasons = new ArrayList<String>();
    placement.exhausted().forEach((what, nodes) -> reasons.add(what + " exhausted on " + nodes));
    placement.filtered().forEach((what, nodes) -> reasons.add(what + " on " + nodes));
    if (reasons.isEmpty()) {
      reasons.add("none is ready and eligible");
    }
    return "no place for %d of group %s (of %d nodes: %s)"
        .formatted(
            placement.missing(), group, placement.nodesEvaluated(), String.join("; ", reasons));
  }
}

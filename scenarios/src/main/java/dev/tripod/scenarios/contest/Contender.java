package dev.tripod.scenarios.contest;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// Who scales items while a scenario runs, and by which words of a policy. All get the same jobs on
/// the same cluster, and the same metric.
public enum Contender {
  /// Ours, with the policy that items have.
  TRIPOD,

  /// nomad-autoscaler as an expert would set it here: evaluated each second, free to act again in
  /// the next, and asked for the count itself (pass-through), which no partial answer misleads.
  PEER,

  /// nomad-autoscaler with what it does when nothing is said: evaluated each 10 s, over a window of
  /// a minute. Its cooldown of 5 minutes alone is shortened, as each run begins with the minimum.
  PEER_DEFAULTS;

  boolean isPeer() {
    return this != TRIPOD;
  }

  /// Turns the policy of items into this one's.
  void write(ObjectNode policy) {
    switch (this) {
      case TRIPOD -> {}
      case PEER -> {
        replace(policy, "1s").put("query_window", "1s");
        policy.put("evaluation_interval", "1s");
      }
      case PEER_DEFAULTS -> replace(policy, "10s");
    }
  }

  /// Nothing of ours is left. The target goes into the query; the strategy does not look at it, but
  /// whoever makes the load does.
  private static ObjectNode replace(ObjectNode policy, String cooldown) {
    var query = policy.findValue("query").asText().strip();
    var target = policy.findValue("target").asText();
    policy.removeAll();
    policy.put("cooldown", cooldown);
    var check = policy.putArray("check").addObject().putArray("requests").addObject();
    check.put("source", "prometheus");
    check.put("query", "ceil((%s) / %s)".formatted(query, target));
    check
        .putArray("strategy")
        .addObject()
        .putArray("pass-through")
        .addObject()
        .put("target", target);
    return check;
  }
}

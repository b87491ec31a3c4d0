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
        replace(policy, "1s");
        policy.put("evaluation_interval", "1s");
        check(policy, "pass-through").put("query_window", "1s");
      }
      case PEER_DEFAULTS -> {
        replace(policy, "10s");
        check(policy, "pass-through");
      }
    }
  }

  /// Nothing of ours is left but the target, which goes into the query.
  private static void replace(ObjectNode policy, String cooldown) {
    var query =
        "ceil(%s / %s)"
            .formatted(
                policy.findValue("query").asText().strip(), policy.findValue("target").asText());
    policy.removeAll();
    policy.put("cooldown", cooldown);
    policy.putArray("check").addObject().putArray("requests").addObject().put("query", query);
  }

  private static ObjectNode check(ObjectNode policy, String strategy) {
    var check = (ObjectNode) policy.at("/check/0/requests/0");
    check.put("source", "prometheus");
    check.putArray("strategy").addObject().putArray(strategy).addObject();
    return check;
  }
}

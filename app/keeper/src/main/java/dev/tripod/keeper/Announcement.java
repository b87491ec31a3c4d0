package dev.tripod.keeper;

import dev.tripod.kit.consul.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One instance in one role, to be found by who reads or writes.
///
/// @param term in which a master was promoted: who finds two takes the one with the higher term.
/// The other is on a machine that is off and that Consul has not found out about yet
record Announcement(Instance instance, Role role, long term) {
  static Announcement master(Instance instance, long term) {
    return new Announcement(instance, Role.MASTER, term);
  }

  static Announcement replica(Instance instance) {
    return new Announcement(instance, Role.REPLICA, 0);
  }

  enum Role {
    MASTER("redis-master"),
    REPLICA("redis-replica");

    private final String service;

    Role(String service) {
      this.service = service;
    }
  }

  /// A keeper that hangs is noticed by clients before anyone else can get its lock.
  private static final Duration TTL = Duration.ofSeconds(5);

  private static final Duration REMOVE_AFTER = Duration.ofMinutes(1);

  /// The entry of the meta by which a keeper finds what one before it left.
  static final String OWNER = "owner";

  static String owner(String node) {
    return "keeper-" + node;
  }

  /// Another one in each term, so that a master that becomes one again is registered anew.
  String id() {
    String id = role.service + "-" + instance.address().host() + "-" + instance.address().port();
    return role == Role.MASTER ? id + "-" + term : id;
  }

  Registration registration() {
    return new Registration(
        id(),
        role.service,
        instance.address().host(),
        instance.address().port(),
        List.of(instance.kind().word()),
        Map.of(
            "role",
            role == Role.MASTER ? "master" : "replica",
            "kind",
            instance.kind().word(),
            "term",
            Long.toString(term),
            OWNER,
            owner(instance.node())),
        TTL,
        REMOVE_AFTER);
  }
}

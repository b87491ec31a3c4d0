package dev.tripod.keeper;

import dev.tripod.kit.consul.Registration;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// One instance in one role, to be found by who reads or writes.
record Announcement(Instance instance, Role role) {
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

  String id() {
    return role.service + "-" + instance.address().host() + "-" + instance.address().port();
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
            OWNER,
            owner(instance.node())),
        TTL,
        REMOVE_AFTER);
  }
}

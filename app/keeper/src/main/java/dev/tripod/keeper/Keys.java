package dev.tripod.keeper;

/// The names that keepers share: in Consul, and in Redis.
final class Keys {
  /// The lock; its value is the address of the master, and stays when the lock is released.
  static final String LEADER = "redis/leader";

  /// The highest term that a standby has. While it is there, an empty member has lost its data.
  static final String RECORDED = "redis/recorded";

  /// As whom read replicas follow; a master does not let them in.
  static final String READER = "reader";

  private Keys() {}
}

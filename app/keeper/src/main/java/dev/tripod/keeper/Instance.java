package dev.tripod.keeper;

/// A Redis instance that Nomad runs, whatever its role is now.
record Instance(Address address, String node, Kind kind) {
  enum Kind {
    /// Keeps its data on disk and may become master.
    MEMBER,
    /// Comes and goes with the load, keeps nothing, never becomes master.
    REPLICA;

    /// As it is written in tags, meta and metrics.
    String word() {
      return this == MEMBER ? "member" : "replica";
    }
  }

  boolean isMember() {
    return kind == Kind.MEMBER;
  }

  @Override
  public String toString() {
    return node + "'s " + address;
  }
}

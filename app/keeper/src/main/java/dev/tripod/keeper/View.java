package dev.tripod.keeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that one decision rests on, taken at one moment.
///
/// @param recorded empty when no leader ever wrote one
/// @param local the instances on this node
/// @param others the members on other nodes
/// @param leaderless for how long this keeper has not seen a working master
/// @param beatDue whether a second has passed since the last beat
record View(
    String node,
    Lease lease,
    Optional<Recorded> recorded,
    List<Seen> local,
    List<Seen> others,
    Duration leaderless,
    boolean beatDue) {
  View {
    local = List.copyOf(local);
    others = List.copyOf(others);
  }

  View leaderless(Duration time) {
    return new View(node, lease, recorded, local, others, time, beatDue);
  }

  /// The one instance of this node that may be master.
  Optional<Seen> candidate() {
    return local.stream().filter(seen -> seen.instance().isMember()).findFirst();
  }

  Stream<Seen> all() {
    return Stream.concat(local.stream(), others.stream());
  }

  Optional<Seen> find(Address address) {
    return all().filter(seen -> seen.address().equals(address)).findFirst();
  }

  /// The members that Nomad wants, reachable or not.
  int members() {
    return Math.toIntExact(
        all().filter(seen -> seen.registered() && seen.instance().isMember()).count());
  }
}

package dev.tripod.keeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// All that one decision rests on, taken at one moment.
///
/// @param campaign what was done under the own lock
/// @param recorded whether there was ever a leader with a standby
/// @param local the instances on this node
/// @param others the members on other nodes
/// @param leaderless for how long this keeper has not seen a working master
record View(
    String node,
    Lease lease,
    Campaign campaign,
    boolean recorded,
    List<Seen> local,
    List<Seen> others,
    Duration leaderless) {
  View {
    local = List.copyOf(local);
    others = List.copyOf(others);
  }

  View leaderless(Duration time) {
    return new View(node, lease, campaign, recorded, local, others, time);
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
}

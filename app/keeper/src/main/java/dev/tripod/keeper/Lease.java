package dev.tripod.keeper;

import java.util.Optional;

/// What is known of the lock that makes a member master.
sealed interface Lease {
  /// This keeper holds it for `leader`, by its own clock too; `token` grows with each holder.
  record Mine(Address leader, long token) implements Lease {}

  record Theirs(Address leader) implements Lease {}

  /// A keeper that ran on this node before held it for this node's member, and is gone.
  record Predecessor(String session) implements Lease {}

  /// Nobody has it; empty `last` when nobody ever had.
  record Free(Optional<Address> last) implements Lease {}

  /// Consul does not answer, or the own lock cannot be confirmed.
  record Unknown() implements Lease {}
}

package dev.tripod.keeper;

import java.util.Optional;

/// What is known of the lock that makes a member master. `session` is whose it is, to be asked for
/// again right before an order that rests on it.
sealed interface Lease {
  /// This keeper holds it for `leader`; `token` grows with each holder.
  record Mine(Address leader, long token, String session) implements Lease {}

  record Theirs(Address leader, String session) implements Lease {}

  /// A keeper that ran on this node before held it for this node's member, and is gone.
  record Predecessor(String session) implements Lease {}

  /// Nobody has it.
  record Free() implements Lease {}

  /// Consul does not answer, or the own lock cannot be confirmed.
  record Unknown() implements Lease {}

  /// Whose lock orders rest on; empty when none may be given.
  default Optional<String> authority() {
    return switch (this) {
      case Mine mine -> Optional.of(mine.session());
      case Theirs theirs -> Optional.of(theirs.session());
      case Predecessor _, Free _, Unknown _ -> Optional.empty();
    };
  }
}

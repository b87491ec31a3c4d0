package dev.tripod.keeper;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// What may be told about the instances of a node: the one that holds the lock and is master, and
/// those that follow the leader closely. A pure function.
///
/// While there is no working master, replicas that were good enough stay: old data is better for
/// readers than none.
final class Publication {
  /// More than what one interval of polling makes of a busy stream of writes.
  static final long LAG_BOUND_BYTES = 4L << 20;

  /// How long a replica may be without its link to a master that works, which is what a new master
  /// or a short cut causes.
  static final Duration LINK_PATIENCE = Duration.ofSeconds(5);

  /// How long an instance may give no answer.
  static final Duration SILENCE = Duration.ofSeconds(2);

  private Publication() {}

  /// `before`: what was told last.
  static Set<Announcement> of(View view, Set<Announcement> before) {
    Set<Announcement> told = new HashSet<>();
    for (Seen seen : view.local()) {
      Announcement master = Announcement.master(seen.instance(), view.campaign().term());
      Announcement replica = Announcement.replica(seen.instance());
      if (isMaster(view, seen, before.contains(master))) {
        told.add(master);
      } else if (isReplica(view, seen, before.contains(replica))) {
        told.add(replica);
      }
    }
    return told;
  }

  private static boolean isMaster(View view, Seen seen, boolean before) {
    boolean stays = before && seen.sighting() instanceof Sighting.Silent;
    return view.campaign().isSigned()
        && (seen.isMaster() || stays)
        && switch (view.lease()) {
          case Lease.Mine mine -> mine.leader().equals(seen.address());
          // What Consul cannot confirm for a moment is not wrong; who is not followed any more
          // acknowledges nothing.
          case Lease.Unknown _ -> before;
          case Lease.Theirs _, Lease.Free _, Lease.Predecessor _ -> false;
        };
  }

  private static boolean isReplica(View view, Seen seen, boolean before) {
    return switch (seen.sighting()) {
      case Sighting.Up(RedisState state) ->
          inSync(view, state) || (before && isTolerable(view, state));
      case Sighting.Silent(Duration since, String _) -> before && since.compareTo(SILENCE) < 0;
      case Sighting.Gone _, Sighting.Loading _ -> false;
    };
  }

  private static boolean inSync(View view, RedisState state) {
    return state.linkUp()
        && !state.syncing()
        && leader(view).filter(leader -> gets(view, state, leader)).isPresent()
        && lag(view, state) <= LAG_BOUND_BYTES;
  }

  /// From the leader itself, or from a standby that passes its writes on.
  private static boolean gets(View view, RedisState state, Address leader) {
    return state.follows(leader)
        || view.all()
            .filter(seen -> Rules.isStandby(seen, leader))
            .map(Seen::address)
            .anyMatch(state::follows);
  }

  private static boolean isTolerable(View view, RedisState state) {
    boolean masterWorks = masterState(view).isPresent();
    return !state.isMaster()
        && !state.syncing()
        && (!masterWorks || (!state.linkUp() && state.linkDownFor().compareTo(LINK_PATIENCE) < 0));
  }

  /// How many bytes of its master's writes the replica does not have; 0 if the master is not seen
  /// or they have no common count.
  static long lag(View view, RedisState replica) {
    return masterState(view)
        .filter(master -> master.history().equals(replica.history()))
        .map(master -> Math.max(0, master.offset() - replica.offset()))
        .orElse(0L);
  }

  private static Optional<RedisState> masterState(View view) {
    return leader(view).flatMap(view::find).flatMap(Seen::state).filter(RedisState::isMaster);
  }

  static Optional<Address> leader(View view) {
    return switch (view.lease()) {
      case Lease.Mine mine -> Optional.of(mine.leader());
      case Lease.Theirs theirs -> Optional.of(theirs.leader());
      case Lease.Free _, Lease.Predecessor _, Lease.Unknown _ -> Optional.empty();
    };
  }
}

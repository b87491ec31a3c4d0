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
      Announcement master = new Announcement(seen.instance(), Announcement.Role.MASTER);
      Announcement replica = new Announcement(seen.instance(), Announcement.Role.REPLICA);
      if (isMaster(view, seen, before.contains(master))) {
        told.add(master);
      } else if (isReplica(view, seen, before.contains(replica))) {
        told.add(replica);
      }
    }
    return told;
  }

  private static boolean isMaster(View view, Seen seen, boolean before) {
    return view.lease() instanceof Lease.Mine(Address leader, long _)
        && leader.equals(seen.address())
        && seen.registered()
        && (seen.isMaster() || (before && seen.sighting() instanceof Sighting.Silent));
  }

  private static boolean isReplica(View view, Seen seen, boolean before) {
    return seen.registered()
        && switch (seen.sighting()) {
          case Sighting.Up(RedisState state) ->
              inSync(view, state) || (before && isTolerable(view, state));
          case Sighting.Silent(Duration since, String _) -> before && since.compareTo(SILENCE) < 0;
          case Sighting.Gone _, Sighting.Loading _ -> false;
        };
  }

  private static boolean inSync(View view, RedisState state) {
    return state.linkUp()
        && !state.syncing()
        && leader(view).filter(state::follows).isPresent()
        && lag(view, state) <= LAG_BOUND_BYTES;
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
      case Lease.Mine(Address leader, long _) -> Optional.of(leader);
      case Lease.Theirs(Address leader) -> Optional.of(leader);
      case Lease.Free _, Lease.Predecessor _, Lease.Unknown _ -> Optional.empty();
    };
  }
}

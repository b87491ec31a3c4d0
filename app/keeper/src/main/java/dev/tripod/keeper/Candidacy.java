package dev.tripod.keeper;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Whether this node's member may become master now. Only the best of the members that can be
/// reached may, and only if nothing better can be expected to come back soon.
sealed interface Candidacy {
  record May(String why) implements Candidacy {}

  record MayNot(String why) implements Candidacy {}

  /// How long better data than that of the reachable members is waited for.
  Duration GRACE = Duration.ofSeconds(30);

  /// Seconds of writes that a failover may cost: what was under way to the standbys, and what
  /// `appendfsync everysec` had not yet on disk when the power went.
  long SLACK_BEATS = 2;

  static Candidacy of(View view, Seen candidate) {
    return switch (candidate.sighting()) {
      case Sighting.Up(RedisState own) when own.syncing() ->
          new MayNot(candidate.instance() + " is in the middle of a synchronisation");
      case Sighting.Up(RedisState own) -> compare(view, candidate, own);
      case Sighting.Gone gone ->
          new MayNot(candidate.instance() + " is not running: " + gone.why());
      case Sighting.Loading _ -> new MayNot(candidate.instance() + " is loading its data");
      case Sighting.Silent silent ->
          new MayNot(candidate.instance() + " does not answer: " + silent.why());
    };
  }

  private static Candidacy compare(View view, Seen candidate, RedisState own) {
    List<Seen> reachable = view.others().stream().filter(seen -> seen.state().isPresent()).toList();
    Optional<Seen> better =
        reachable.stream()
            .filter(other -> other.state().filter(state -> state.isAheadOf(own)).isPresent())
            .findFirst();
    if (better.isPresent()) {
      RedisState theirs = better.get().state().orElseThrow();
      return new MayNot(
          "%s is ahead with position %s, offset %d; %s has position %s, offset %d"
              .formatted(
                  better.get().instance(),
                  theirs.position(),
                  theirs.offset(),
                  candidate.instance(),
                  own.position(),
                  own.offset()));
    }
    String best =
        "own position %s, offset %d is the highest of %d reachable members"
            .formatted(own.position(), own.offset(), reachable.size() + 1);
    return view.recorded().isPresent()
        ? measure(view, candidate, own, reachable.size() + 1, best)
        : begin(view, own, best);
  }

  /// Nothing is recorded: the very first start, or Consul has lost its data and Redis has not.
  private static Candidacy begin(View view, RedisState own, String best) {
    if (own.position().isNone()) {
      return new May("the first start: nobody has data");
    }
    return afterGrace(view, best, "Consul has no record of the data that Redis has");
  }

  private static Candidacy measure(
      View view, Seen candidate, RedisState own, int reachable, String best) {
    Recorded recorded = view.recorded().orElseThrow();
    if (own.position().covers(recorded.position(), SLACK_BEATS)) {
      return new May(best);
    }
    if (own.position().isNone()) {
      return new MayNot(
          "%s is empty although data up to %s was recorded; as master it would wipe the others. If all data is lost, delete the key %s in Consul"
              .formatted(candidate.instance(), recorded.position(), Keys.RECORDED));
    }
    if (own.position().term() == recorded.position().term() && wasLeader(view, candidate)) {
      return new May("it was the last leader; " + best);
    }
    if (reachable >= recorded.members()) {
      return new May("all %d members were compared; %s".formatted(reachable, best));
    }
    return afterGrace(
        view,
        best,
        "data up to %s was recorded, here it ends at %s"
            .formatted(recorded.position(), own.position()));
  }

  private static boolean wasLeader(View view, Seen candidate) {
    return switch (view.lease()) {
      case Lease.Mine(Address leader, long _) -> leader.equals(candidate.address());
      case Lease.Free(Optional<Address> last) ->
          last.filter(candidate.address()::equals).isPresent();
      case Lease.Theirs _, Lease.Predecessor _, Lease.Unknown _ -> false;
    };
  }

  private static Candidacy afterGrace(View view, String best, String missing) {
    return view.leaderless().compareTo(GRACE) >= 0
        ? new May("nobody better came within %ds; %s".formatted(GRACE.toSeconds(), best))
        : new MayNot(missing + "; waiting for the others");
  }
}

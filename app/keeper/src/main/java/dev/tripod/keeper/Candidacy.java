package dev.tripod.keeper;

import dev.tripod.kit.redis.Position;
import java.util.List;
import java.util.Optional;

/// Whether this node's member should ask for the lock. A hint, so that the lock goes to somebody
/// who can use it; what nothing may be lost by is the [Election].
sealed interface Candidacy {
  record May(String why) implements Candidacy {}

  record MayNot(String why) implements Candidacy {}

  static Candidacy of(View view, Seen candidate) {
    return switch (candidate.sighting()) {
      case Sighting.Up(RedisState own) when own.syncing() ->
          new MayNot(candidate.instance() + " is in the middle of a synchronisation");
      case Sighting.Up(RedisState own) when own.position().isNone() && view.recorded() ->
          new MayNot(Election.empty(candidate.instance()));
      case Sighting.Up(RedisState own) -> compare(view, candidate, own.position());
      case Sighting.Gone gone ->
          new MayNot(candidate.instance() + " is not running: " + gone.why());
      case Sighting.Loading _ -> new MayNot(candidate.instance() + " is loading its data");
      case Sighting.Silent silent ->
          new MayNot(candidate.instance() + " does not answer: " + silent.why());
    };
  }

  private static Candidacy compare(View view, Seen candidate, Position own) {
    List<Seen> reachable = view.others().stream().filter(seen -> seen.state().isPresent()).toList();
    Optional<Seen> better =
        reachable.stream().filter(other -> position(other).isAheadOf(own)).findFirst();
    return better
        .<Candidacy>map(
            other ->
                new MayNot(
                    "%s is ahead with position %s; %s has %s"
                        .formatted(other.instance(), position(other), candidate.instance(), own)))
        .orElseGet(
            () ->
                new May(
                    "no position of %d reachable members is above its %s"
                        .formatted(reachable.size() + 1, own)));
  }

  private static Position position(Seen seen) {
    return seen.state().map(RedisState::position).orElse(Position.NONE);
  }
}

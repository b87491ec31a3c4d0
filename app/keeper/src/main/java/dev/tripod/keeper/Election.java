package dev.tripod.keeper;

import dev.tripod.kit.redis.Position;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Whether the own member may be promoted: of the members that follow nobody any more, none may be
/// ahead of it, and they must be a majority. Why nothing that was answered `ok` can be lost then is
/// in docs/adr/0011-an-ok-survives-a-machine.md.
sealed interface Election {
  record Won(String why) implements Election {}

  /// Another one should have the lock.
  record Lost(String why) implements Election {}

  record Open(String why) implements Election {}

  /// One on each machine. Fixed, because a majority of those that happen to be known is none.
  int MEMBERS = 3;

  int MAJORITY = MEMBERS / 2 + 1;

  /// How long all members are waited for where it is not known whether there is any data: at the
  /// first start, or after Consul's data was lost.
  Duration GRACE = Duration.ofSeconds(30);

  static Election of(View view, Instance own) {
    Map<Address, Position> votes =
        view.campaign().detached().entrySet().stream()
            .filter(vote -> counts(view, vote.getValue()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return votes.containsKey(own.address()) ? count(view, own, votes) : new Lost(empty(own));
  }

  /// Who has lost its data says nothing of what the others have.
  private static boolean counts(View view, Position position) {
    return !view.recorded() || !position.isNone();
  }

  private static Election count(View view, Instance own, Map<Address, Position> votes) {
    Position mine = votes.get(own.address());
    Optional<Map.Entry<Address, Position>> best =
        votes.entrySet().stream().max(Map.Entry.comparingByValue(Comparator.naturalOrder()));
    if (best.isPresent() && best.get().getValue().isAheadOf(mine)) {
      return new Lost(
          "%s is ahead with position %s; %s has %s"
              .formatted(best.get().getKey(), best.get().getValue(), own, mine));
    }
    boolean known = view.recorded() || view.leaderless().compareTo(GRACE) >= 0;
    int needed = known ? MAJORITY : MEMBERS;
    return votes.size() < needed
        ? new Open(
            "%d of %d members with data can be reached; %d are needed to know that nothing is lost"
                .formatted(votes.size(), MEMBERS, needed))
        : new Won(
            "no position of %d members of %d is above its %s"
                .formatted(votes.size(), MEMBERS, mine));
  }

  static String empty(Instance own) {
    return "%s is empty although data was recorded; as master it would wipe the others. If all data is lost, delete the key %s in Consul"
        .formatted(own, Keys.RECORDED);
  }
}

package dev.tripod.keeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The keeper's decisions, as a pure function of what was seen.
///
/// - *mine*: members are detached, the own one is promoted if it may, and the others follow it; or
///   the lock is given back.
/// - *theirs*: the leader alone orders members about; read replicas follow a standby of it; one
///   that fell silent is expelled.
/// - *free*: all stay as they are; the best asks for the lock.
/// - *predecessor*: the lock is taken over.
/// - *unknown*: all stay as they are.
///
/// A master without the lock is not fenced: what nobody follows can acknowledge nothing.
final class Rules {
  /// How long a master that does not answer is waited for: longer than a fork takes.
  static final Duration PATIENCE = Duration.ofMillis(1500);

  private Rules() {}

  static Decision decide(View view) {
    return switch (view.lease()) {
      case Lease.Mine mine -> lead(view, mine);
      case Lease.Theirs(Address leader, String _) ->
          Decision.of(
              new LockStep.Expel(view.find(leader).filter(Rules::isLost).isPresent()),
              feed(view, leader));
      case Lease.Free _ -> stand(view);
      case Lease.Predecessor(String session) ->
          Decision.of(new LockStep.TakeOver(session), List.of());
      case Lease.Unknown _ -> Decision.of(List.of());
    };
  }

  /// As its own keeper would find.
  private static boolean isLost(Seen leader) {
    return switch (leader.sighting()) {
      case Sighting.Gone _ -> true;
      case Sighting.Silent(Duration since, String _) -> since.compareTo(PATIENCE) >= 0;
      case Sighting.Up _, Sighting.Loading _ -> false;
    };
  }

  private static Decision lead(View view, Lease.Mine mine) {
    Optional<Seen> found =
        view.local().stream().filter(seen -> seen.address().equals(mine.leader())).findFirst();
    if (found.isEmpty()) {
      return release(mine, "it is being stopped");
    }
    return switch (found.get().sighting()) {
      case Sighting.Up(RedisState state) -> govern(view, found.get(), state, mine);
      case Sighting.Gone gone -> release(mine, "its process is gone: " + gone.why());
      case Sighting.Loading _ -> release(mine, "it was started again and loads its data");
      case Sighting.Silent(Duration since, String why) when since.compareTo(PATIENCE) >= 0 ->
          release(mine, "it has not answered for %d ms: %s".formatted(since.toMillis(), why));
      case Sighting.Silent _ -> Decision.of(List.of());
    };
  }

  private static Decision release(Lease.Mine mine, String why) {
    return Decision.of(new LockStep.Release(mine.leader(), why), List.of());
  }

  private static Decision govern(View view, Seen own, RedisState state, Lease.Mine mine) {
    if (!view.campaign().isPromoted()) {
      return campaign(view, own, mine);
    }
    return state.isMaster()
        ? Decision.of(reign(view, own, state))
        : release(mine, "it is master no more");
  }

  /// Everyone who answers is detached before anything is compared: the more, the better the data.
  /// A master that still reigns goes first, and the own member last: what is written meanwhile
  /// would reach only those that are not detached yet, and the own one would be behind them.
  private static Decision campaign(View view, Seen own, Lease.Mine mine) {
    List<Order> orders =
        view.all()
            .filter(seen -> seen.instance().isMember() && seen.state().isPresent())
            .filter(seen -> !view.campaign().detached().containsKey(seen.address()))
            .sorted(
                Comparator.comparing(
                        (Seen seen) -> seen.state().filter(RedisState::isMaster).isEmpty())
                    .thenComparing(seen -> seen.address().equals(own.address())))
            .<Order>map(seen -> new Order.Detach(seen.instance()))
            .toList();
    if (!orders.isEmpty()) {
      return Decision.of(orders);
    }
    return switch (Election.of(view, own.instance())) {
      case Election.Won(String why) -> Decision.of(List.of(new Order.Promote(own.instance(), why)));
      case Election.Lost(String why) -> release(mine, why);
      case Election.Open(String why) ->
          new Decision(new LockStep.None(), List.of(), Optional.of(why));
    };
  }

  private static List<Order> reign(View view, Seen own, RedisState state) {
    List<Order> orders =
        new ArrayList<>(
            follow(view.all().filter(seen -> seen.instance().isMember()), own.address()));
    orders.addAll(feed(view, own.address()));
    if (!view.campaign().isSigned() || !state.signed()) {
      orders.add(sign(view, own, state));
    }
    return orders;
  }

  /// At the first start each member has it before anything is recorded: who is empty after that has
  /// lost its data.
  private static Order sign(View view, Seen own, RedisState state) {
    Campaign campaign = view.campaign();
    int standbys = view.recorded() ? 1 : campaign.detached().size() - 1;
    return new Order.Sign(own.instance(), campaign.term(), state.history(), standbys);
  }

  private static Decision stand(View view) {
    Optional<Seen> candidate = view.candidate();
    if (candidate.isEmpty()) {
      return Decision.of(List.of());
    }
    return switch (Candidacy.of(view, candidate.get())) {
      case Candidacy.May(String why) ->
          Decision.of(new LockStep.Ask(candidate.get().address(), why), List.of());
      case Candidacy.MayNot(String why) ->
          new Decision(new LockStep.None(), List.of(), Optional.of(why));
    };
  }

  /// Read replicas follow a standby: what the master waits for, and what it sends each write to,
  /// are members alone.
  private static List<Order> feed(View view, Address leader) {
    List<Address> standbys =
        view.all().filter(seen -> isStandby(seen, leader)).map(Seen::address).toList();
    return standbys.isEmpty()
        ? List.of()
        : follow(
            view.local().stream()
                .filter(seen -> !seen.instance().isMember())
                .filter(seen -> seen.state().filter(it -> followsAny(it, standbys)).isEmpty()),
            standbys.getFirst());
  }

  private static boolean followsAny(RedisState state, List<Address> leaders) {
    return leaders.stream().anyMatch(state::follows);
  }

  /// Whether it passes on what the leader has.
  static boolean isStandby(Seen seen, Address leader) {
    return seen.instance().isMember()
        && seen.state().filter(state -> state.follows(leader) && state.linkUp()).isPresent();
  }

  /// Each one that can be told and does not follow yet; never the leader itself.
  private static List<Order> follow(Stream<Seen> instances, Address leader) {
    return instances
        .filter(seen -> !seen.address().equals(leader))
        .filter(seen -> seen.state().filter(state -> !state.follows(leader)).isPresent())
        .<Order>map(seen -> new Order.Follow(seen.instance(), leader))
        .toList();
  }
}

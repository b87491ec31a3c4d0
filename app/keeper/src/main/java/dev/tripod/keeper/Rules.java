package dev.tripod.keeper;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The keeper's decisions, as a pure function of what was seen.
///
/// - *mine*: the local member is or becomes master, or the lock is given back; all follow it.
/// - *theirs*: each local instance follows the leader, a local master first of all.
/// - *free*: a local master is fenced, replicas stay as they are; the best asks for the lock.
/// - *predecessor*: a local master is fenced, the lock is taken over.
/// - *unknown*: a local master is fenced, replicas stay as they are.
final class Rules {
  /// How long a master that does not answer is waited for: longer than a fork or a slow disk takes.
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private Rules() {}

  static Decision decide(View view) {
    return switch (view.lease()) {
      case Lease.Mine mine -> lead(view, mine);
      case Lease.Theirs(Address leader) -> Decision.of(follow(view.local(), leader));
      case Lease.Free _ -> stand(view);
      case Lease.Predecessor(String session) ->
          Decision.of(new LockStep.TakeOver(session), fence(view, "its keeper was started again"));
      case Lease.Unknown _ -> Decision.of(fence(view, "its lock cannot be confirmed with Consul"));
    };
  }

  private static Decision lead(View view, Lease.Mine mine) {
    Optional<Seen> found =
        view.local().stream().filter(seen -> seen.address().equals(mine.leader())).findFirst();
    if (found.isEmpty()) {
      return release(mine, "it is not registered any more");
    }
    Seen leader = found.get();
    if (!leader.registered()) {
      return leader.isMaster()
          ? Decision.of(fence(view, "it is being stopped"))
          : release(mine, "it is being stopped");
    }
    return switch (leader.sighting()) {
      case Sighting.Up(RedisState state) when state.isMaster() ->
          Decision.of(reign(view, leader, state, mine));
      case Sighting.Up(RedisState state) -> promote(view, leader, state, mine);
      case Sighting.Gone gone -> release(mine, "its process is gone: " + gone.why());
      case Sighting.Loading _ -> release(mine, "it was started again and loads its data");
      case Sighting.Silent(Duration since, String why) when since.compareTo(PATIENCE) >= 0 ->
          release(mine, "it has not answered for %ds: %s".formatted(since.toSeconds(), why));
      case Sighting.Silent _ -> Decision.of(List.of());
    };
  }

  private static Decision release(Lease.Mine mine, String why) {
    return Decision.of(new LockStep.Release(mine.leader(), why), List.of());
  }

  private static Decision promote(View view, Seen leader, RedisState state, Lease.Mine mine) {
    return switch (Candidacy.of(view, leader)) {
      case Candidacy.May(String why) -> {
        // Others first: two masters at the same time is what all this is there to prevent.
        List<Order> orders = new ArrayList<>(follow(masters(view.others()), mine.leader()));
        orders.add(new Order.Promote(leader.instance(), firstPosition(view, state, mine), why));
        yield Decision.of(orders);
      }
      case Candidacy.MayNot(String why) -> release(mine, why);
    };
  }

  private static List<Order> reign(View view, Seen leader, RedisState state, Lease.Mine mine) {
    List<Order> orders = new ArrayList<>(follow(masters(view.others()), mine.leader()));
    orders.addAll(follow(view.local(), mine.leader()));
    if (state.position().term() < mine.token()) {
      // The promotion was cut short before it wrote its position, or somebody emptied all
      // databases.
      orders.add(new Order.Beat(leader.instance(), firstPosition(view, state, mine)));
    } else if (view.beatDue()) {
      orders.add(new Order.Beat(leader.instance(), state.position().next()));
    }
    return orders;
  }

  /// Above all terms that were ever used, also if Consul's indexes began again from zero.
  private static Position firstPosition(View view, RedisState own, Lease.Mine mine) {
    long recorded = view.recorded().map(r -> r.position().term()).orElse(0L);
    long used = Math.max(own.position().term(), recorded);
    return new Position(Math.max(mine.token(), used + 1), 1);
  }

  private static Decision stand(View view) {
    List<Order> orders = fence(view, "nobody holds the lock");
    Optional<Seen> candidate = view.candidate().filter(Seen::registered);
    if (!orders.isEmpty() || candidate.isEmpty()) {
      return Decision.of(orders);
    }
    return switch (Candidacy.of(view, candidate.get())) {
      case Candidacy.May(String why) ->
          Decision.of(new LockStep.Ask(candidate.get().address(), why), orders);
      case Candidacy.MayNot(String why) ->
          new Decision(new LockStep.None(), orders, Optional.of(why));
    };
  }

  private static List<Order> fence(View view, String why) {
    return masters(view.local()).stream()
        .<Order>map(seen -> new Order.Fence(seen.instance(), why))
        .toList();
  }

  private static List<Seen> masters(List<Seen> instances) {
    return instances.stream().filter(Seen::isMaster).toList();
  }

  /// Each one that can be told and does not follow yet; never the leader itself.
  private static List<Order> follow(List<Seen> instances, Address leader) {
    return instances.stream()
        .filter(seen -> !seen.address().equals(leader))
        .filter(seen -> seen.state().filter(state -> !state.follows(leader)).isPresent())
        .<Order>map(seen -> new Order.Follow(seen.instance(), leader))
        .toList();
  }
}

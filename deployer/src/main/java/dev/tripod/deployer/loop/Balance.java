package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.Spread;
import dev.tripod.deployer.nomad.Spread.Instance;
import dev.tripod.deployer.nomad.Spread.Node;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Decides whether an instance of a group has to leave a node that has too many of them.
///
/// Nomad spreads what it places, but moves nothing when a node comes back, and ends those with
/// the highest numbers when a count falls, wherever they are. So all can end up on two of
/// three nodes, and nothing of them is left when those two fail.
///
///   - Uneven is a group when a node has two or more than another that takes new ones.
///   - Nothing is done before nothing has changed for [#CALM], nor so soon after a move.
///   - At most [#MOST_MOVES] count at a time: a move for [#COUNTS], one after which the group
///     was spread no better for [#COUNTS_IN_VAIN]. So instances do not go round for ever where
///     the other node has no room.
final class Balance {
  static final Duration CALM = Duration.ofSeconds(30);
  static final int MOST_MOVES = 5;
  static final Duration COUNTS = Duration.ofMinutes(10);
  static final Duration COUNTS_IN_VAIN = Duration.ofHours(1);

  private static final int UNEVEN = 2;

  /// What is to be done.
  sealed interface Decision {
    /// Each node has as many as another, or one more.
    record Even() implements Decision {}

    /// Something is under way, or was just now.
    record Wait() implements Decision {}

    /// Enough was tried for now.
    record GiveUp(String reason) implements Decision {}

    /// To stop this one; Nomad places another.
    record Move(Instance instance, String reason) implements Decision {}
  }

  /// One that was decided, whatever came of it.
  ///
  /// @param crowding what it was to lower
  /// @param helped whether it was lower afterwards
  record Past(Instant at, long crowding, boolean helped) {
    private boolean counts(Instant now) {
      return now.isBefore(at.plus(helped ? COUNTS : COUNTS_IN_VAIN));
    }
  }

  /// What is remembered of a group.
  ///
  /// @param seen as it was at the last look
  /// @param since when it was first seen so
  /// @param moves those that count, oldest first
  record State(Optional<Spread> seen, Instant since, List<Past> moves) {
    static final State INITIAL = new State(Optional.empty(), Instant.EPOCH, List.of());

    State {
      moves = List.copyOf(moves);
    }

    /// What was not seen may have changed.
    State unseen() {
      return new State(Optional.empty(), since, moves);
    }

    private State see(Spread spread, Instant now) {
      var from = seen.filter(spread::equals).isPresent() ? since : now;
      var counting = new ArrayList<>(moves);
      if (spread.settled()
          && !counting.isEmpty()
          && crowding(spread) < moves.getLast().crowding()) {
        var last = counting.removeLast();
        counting.addLast(new Past(last.at(), last.crowding(), true));
      }
      counting.removeIf(move -> !move.counts(now));
      return new State(Optional.of(spread), from, counting);
    }

    private State moved(Spread spread, Instant now) {
      var more = Stream.concat(moves.stream(), Stream.of(new Past(now, crowding(spread), false)));
      return new State(Optional.empty(), now, more.toList());
    }
  }

  /// @param state for the next look
  record Verdict(Decision decision, State state) {}

  private Balance() {}

  static Verdict decide(Spread spread, State before, Instant now) {
    var state = before.see(spread, now);
    var decision = decision(spread, state, now);
    return new Verdict(
        decision, decision instanceof Decision.Move ? state.moved(spread, now) : state);
  }

  private static Decision decision(Spread spread, State state, Instant now) {
    if (!spread.settled()) {
      return new Decision.Wait();
    }
    var counts = counts(spread);
    var candidate =
        spread.instances().stream()
            .max(
                Comparator.<Instance>comparingInt(one -> counts.get(one.node()))
                    .thenComparingLong(Instance::createIndex));
    var emptiest =
        spread.nodes().stream()
            .min(Comparator.<Node>comparingInt(counts::get).thenComparing(Node::name));
    if (candidate.isEmpty() || emptiest.isEmpty()) {
      return new Decision.Even();
    }
    var crowded = candidate.get().node();
    if (counts.get(crowded) - counts.get(emptiest.get()) < UNEVEN) {
      return new Decision.Even();
    }
    if (now.isBefore(state.since().plus(CALM))) {
      return new Decision.Wait();
    }
    var reason =
        "%d of %d on %s, %d on %s"
            .formatted(
                counts.get(crowded),
                spread.instances().size(),
                crowded.name(),
                counts.get(emptiest.get()),
                emptiest.get().name());
    return state.moves().size() < MOST_MOVES
        ? new Decision.Move(candidate.get(), reason)
        : new Decision.GiveUp(reason);
  }

  /// Of each node that has some, or takes some.
  private static Map<Node, Integer> counts(Spread spread) {
    Map<Node, Integer> counts = new LinkedHashMap<>();
    spread.nodes().forEach(node -> counts.put(node, 0));
    spread.instances().forEach(one -> counts.merge(one.node(), 1, Integer::sum));
    return counts;
  }

  /// Falls with each instance that goes where there are at least two fewer.
  private static long crowding(Spread spread) {
    return counts(spread).values().stream().mapToLong(count -> (long) count * count).sum();
  }
}

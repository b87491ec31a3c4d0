package dev.tripod.deployer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.loop.Balance.Decision;
import dev.tripod.deployer.loop.Balance.State;
import dev.tripod.deployer.nomad.Spread;
import dev.tripod.deployer.nomad.Spread.Instance;
import dev.tripod.deployer.nomad.Spread.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BalanceTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private Instant now = NOW;
  private State state = State.INITIAL;

  /// Instances are written as the nodes they are on, the oldest first.
  @ParameterizedTest(name = "{0} on {1}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # instances | take new ones | stopped
          a b c       | a b c         | none
          a a b       | a b c         | 1, 2 of 3 on a, 0 on c
          a b a       | a b c         | 2, 2 of 3 on a, 0 on c
          b a a       | a b c         | 2, 2 of 3 on a, 0 on c
          a a a       | a b c         | 2, 3 of 3 on a, 0 on b
          a a b b     | a b c         | 3, 2 of 4 on b, 0 on c
          b b a a     | a b c         | 3, 2 of 4 on a, 0 on c
          a a b b c   | a b c         | none
          a a a b b c | a b c         | 2, 3 of 6 on a, 1 on c
          a a a b b b c c | a b c     | none
          a a b       | a b           | none
          a a         | a b           | 1, 2 of 2 on a, 0 on b
          a b a b a b | c             | 5, 3 of 6 on b, 0 on c
          a a b c     | b c           | none
          a a b b     | b             | none
          a           | a b c         | none
          a a a       | ''            | none
          ''          | a b c         | none
          """)
  void theYoungestOnTheMostCrowdedNodeMoves(String instances, String nodes, String stopped) {
    look(spread(instances, nodes));
    now = now.plus(Balance.CALM);

    assertThat(text(look(spread(instances, nodes)))).isEqualTo(stopped);
  }

  @Test
  void nothingMovesBeforeAllWasCalmForAWhile() {
    look(spread("a a b", "a b c"));

    now = NOW.plus(Balance.CALM).minusMillis(1);
    assertThat(look(spread("a a b", "a b c"))).isInstanceOf(Decision.Wait.class);
    now = NOW.plus(Balance.CALM);
    assertThat(look(spread("a a b", "a b c"))).isInstanceOf(Decision.Move.class);
  }

  @Test
  void anyChangeBeginsTheCalmAnew() {
    var changed =
        List.of(
            spread("a a b", "a b c d"),
            spread("a a b b", "a b c"),
            restarted(spread("a a b", "a b c")),
            unsettled(spread("a a b", "a b c")));

    for (var spread : changed) {
      look(spread("a a b", "a b c"));
      now = now.plus(Balance.CALM).minusMillis(2);
      look(spread);
      now = now.plusMillis(1);
      look(spread("a a b", "a b c"));
      now = now.plus(Balance.CALM).minusMillis(1);
      assertThat(look(spread("a a b", "a b c"))).as("%s", spread).isInstanceOf(Decision.Wait.class);
    }
  }

  @Test
  void nothingMovesWhileSomethingIsUnderWay() {
    for (int looks = 0; looks < 10; looks++) {
      assertThat(look(unsettled(spread("a a b", "a b c")))).isInstanceOf(Decision.Wait.class);
      now = now.plus(Balance.CALM);
    }
  }

  @Test
  void whatWasNotSeenMayHaveChanged() {
    look(spread("a a b", "a b c"));
    state = state.unseen();
    now = now.plus(Balance.CALM);

    assertThat(look(spread("a a b", "a b c"))).isInstanceOf(Decision.Wait.class);
  }

  @Test
  void afterAMoveItHasToBeCalmAgain() {
    assertThat(whenCalm("a a a a b", "a b c")).isInstanceOf(Decision.Move.class);
    assertThat(look(spread("a a a a b", "a b c"))).isInstanceOf(Decision.Wait.class);
    assertThat(whenCalm("a a a b c", "a b c")).isInstanceOf(Decision.Move.class);
    assertThat(whenCalm("a a b b c", "a b c")).isInstanceOf(Decision.Even.class);
  }

  @Test
  void movesThatHelpCountForSomeMinutes() {
    var first = moveThatHelps();
    for (int moves = 1; moves < Balance.MOST_MOVES; moves++) {
      moveThatHelps();
    }

    assertThat(whenCalm("a a b", "a b c")).isEqualTo(new Decision.GiveUp("2 of 3 on a, 0 on c"));
    now = first.plus(Balance.COUNTS).minusMillis(1);
    assertThat(look(spread("a a b", "a b c"))).isInstanceOf(Decision.GiveUp.class);
    now = first.plus(Balance.COUNTS);
    assertThat(look(spread("a a b", "a b c"))).isInstanceOf(Decision.Move.class);
  }

  @Test
  void movesInVainCountForAnHour() {
    assertThat(whenCalm("a a b", "a b c")).isInstanceOf(Decision.Move.class);
    var first = now;
    for (int moves = 1; moves < Balance.MOST_MOVES; moves++) {
      assertThat(whenCalm("a a b", "a b c")).isInstanceOf(Decision.Move.class);
    }

    assertThat(whenCalm("a a b", "a b c")).isInstanceOf(Decision.GiveUp.class);
    now = first.plus(Balance.COUNTS_IN_VAIN).minusMillis(1);
    assertThat(look(spread("a a b", "a b c"))).isInstanceOf(Decision.GiveUp.class);
    now = first.plus(Balance.COUNTS_IN_VAIN);
    assertThat(look(spread("a a b", "a b c"))).isInstanceOf(Decision.Move.class);
  }

  /// While one is away, fewer are in each other's way.
  @Test
  void whetherAMoveHelpedIsSeenWhenItIsOver() {
    for (int moves = 0; moves < Balance.MOST_MOVES; moves++) {
      assertThat(whenCalm("a a b", "a b c")).isInstanceOf(Decision.Move.class);
      look(unsettled(spread("a b", "a b c")));
    }

    now = now.plus(Balance.COUNTS);
    assertThat(whenCalm("a a b", "a b c")).isInstanceOf(Decision.GiveUp.class);
  }

  private Instant moveThatHelps() {
    assertThat(whenCalm("a a b", "a b c")).isInstanceOf(Decision.Move.class);
    var at = now;
    look(spread("a b c", "a b c"));
    return at;
  }

  private Decision whenCalm(String instances, String nodes) {
    look(spread(instances, nodes));
    now = now.plus(Balance.CALM);
    return look(spread(instances, nodes));
  }

  private Decision look(Spread spread) {
    var verdict = Balance.decide(spread, state, now);
    state = verdict.state();
    return verdict.decision();
  }

  private static String text(Decision decision) {
    return switch (decision) {
      case Decision.Move(Instance instance, String reason) -> instance.id() + ", " + reason;
      case Decision.Even _ -> "none";
      case Decision.Wait _ -> "wait";
      case Decision.GiveUp _ -> "give up";
    };
  }

  /// Settled; the identifiers of the instances are their numbers from 0.
  static Spread spread(String instances, String nodes) {
    var on = words(instances);
    var all = new ArrayList<Instance>();
    for (int i = 0; i < on.size(); i++) {
      all.add(new Instance(Integer.toString(i), node(on.get(i)), 100 + i, 200 + i));
    }
    return new Spread(true, nodes(nodes), all);
  }

  private static Spread unsettled(Spread spread) {
    return new Spread(false, spread.nodes(), spread.instances());
  }

  private static Spread restarted(Spread spread) {
    var all = new ArrayList<>(spread.instances());
    var last = all.removeLast();
    all.add(new Instance(last.id(), last.node(), last.createIndex(), last.modifyIndex() + 1));
    return new Spread(true, spread.nodes(), all);
  }

  private static Set<Node> nodes(String names) {
    return new TreeSet<>(words(names))
        .stream().map(BalanceTest::node).collect(Collectors.toUnmodifiableSet());
  }

  private static Node node(String name) {
    return new Node("id of " + name, name);
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }
}

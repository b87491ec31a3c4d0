package dev.tripod.keeper.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.keeper.model.Moves.Bounds;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The protocol of docs/adr/0011, in every order in which things can happen.
class ModelTest {
  private static final Set<Rule> ALL = EnumSet.allOf(Rule.class);
  private static final int WALKS = 20_000;
  private static final int MOVES = 150;

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 2, 0"})
  void nothingAcknowledgedIsLost(int writes, int locks, int faults) {
    checkAll(new Bounds(writes, locks, faults));
  }

  /// Takes a minute or more, and some GiB: `-DexcludedGroups= -Dgroups=large`.
  @Test
  @Tag("large")
  void norWithAFaultAndTwoChangesOfTheLock() {
    checkAll(new Bounds(1, 2, 1));
  }

  private static void checkAll(Bounds bounds) {
    var found = Explorer.all(new Moves(ALL, bounds));
    System.out.printf("%s: %d states%n", bounds, found.states());
    assertThat(found.story()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void withoutOneRuleSomethingIsLost(Rule rule) {
    var rules = EnumSet.complementOf(EnumSet.of(rule));
    var found = Explorer.all(new Moves(rules, new Bounds(2, 2, 0)));
    assertThat(found.story()).as("%d states", found.states()).isPresent();
    System.out.printf("without %s:%n", rule);
    found.story().get().forEach(System.out::println);
  }

  @Test
  void norInLongStoriesWithManyFaults() {
    assertThat(walks(ALL, new Random().nextLong())).isEmpty();
  }

  @Test
  void aWalkSeesALoss() {
    assertThat(walks(EnumSet.complementOf(EnumSet.of(Rule.TWO_OF_THREE)), 1)).isPresent();
  }

  private static Optional<List<String>> walks(Set<Rule> rules, long seed) {
    System.out.println("seed " + seed);
    var random = new Random(seed);
    var moves = new Moves(rules, new Bounds(6, 8, 4));
    for (int walk = 0; walk < WALKS; walk++) {
      var found = Explorer.one(moves, random, MOVES);
      if (found.story().isPresent()) {
        var story = new ArrayList<>(found.story().get());
        story.addFirst("seed %d, walk %d".formatted(seed, walk));
        return Optional.of(story);
      }
    }
    return Optional.empty();
  }
}

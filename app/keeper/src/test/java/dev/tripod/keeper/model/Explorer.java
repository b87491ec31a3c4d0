package dev.tripod.keeper.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Looks for a way to lose a write that was answered `ok`.
final class Explorer {
  /// @param states how many were looked at
  /// @param story what happened on the shortest way to a loss, if there is one
  record Found(int states, Optional<List<String>> story) {}

  private record Node(World world, String move, Optional<Node> before) {
    List<String> story() {
      var story = new ArrayList<String>();
      for (var node = Optional.of(this); node.isPresent(); node = node.get().before) {
        story.add("%-40s %s".formatted(node.get().move, node.get().world.members()));
      }
      return story.reversed();
    }
  }

  private static final int SELDOM = 10;

  private Explorer() {}

  /// All states, in the order of their distance from the beginning; ends at the first loss.
  static Found all(Moves moves) {
    var seen = new HashSet<World>();
    var next = new ArrayDeque<Node>();
    next.add(new Node(World.begun(), "begin", Optional.empty()));
    while (!next.isEmpty()) {
      var node = next.remove();
      if (!seen.add(node.world)) {
        continue;
      }
      if (node.world.lost().isPresent()) {
        return new Found(seen.size(), Optional.of(node.story()));
      }
      for (var move : moves.from(node.world)) {
        if (!seen.contains(move.after())) {
          next.add(new Node(move.after(), move.what(), Optional.of(node)));
        }
      }
    }
    return new Found(seen.size(), Optional.empty());
  }

  /// One way of at most so many moves, at random; what disturbs is seldom.
  static Found one(Moves moves, RandomGenerator random, int limit) {
    var node = new Node(World.begun(), "begin", Optional.empty());
    for (int made = 0; made < limit; made++) {
      var choices = moves.from(node.world);
      if (choices.isEmpty()) {
        return new Found(made, Optional.empty());
      }
      var move = choices.get(random.nextInt(choices.size()));
      if (move.disturbs() && random.nextInt(SELDOM) > 0) {
        continue;
      }
      node = new Node(move.after(), move.what(), Optional.of(node));
      if (node.world.lost().isPresent()) {
        return new Found(made, Optional.of(node.story()));
      }
    }
    return new Found(limit, Optional.empty());
  }
}

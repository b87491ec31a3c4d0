package dev.tripod.keeper.model;

import dev.tripod.keeper.model.Leader.Kind;
import dev.tripod.keeper.model.Leader.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Everything that can happen next. What is late, lost or never done is what does not happen; each
/// step of one machine can come between any two of another.
final class Moves {
  /// @param writes how many the client makes
  /// @param locks how often the lock changes hands, rightly or not
  /// @param faults how many machines are switched off
  record Bounds(int writes, int locks, int faults) {}

  /// @param disturbs whether it keeps others from being made
  record Move(String what, World after, boolean disturbs) {
    Move(String what, World after) {
      this(what, after, false);
    }
  }

  private final Set<Rule> rules;
  private final Bounds bounds;

  Moves(Set<Rule> rules, Bounds bounds) {
    this.rules = rules;
    this.bounds = bounds;
  }

  List<Move> from(World world) {
    var moves = new ArrayList<Move>();
    for (int machine = 0; machine < World.MACHINES; machine++) {
      write(world, machine, moves);
      answer(world, machine, moves);
      replicate(world, machine, moves);
      lock(world, machine, moves);
      order(world, machine, moves);
      power(world, machine, moves);
    }
    return moves;
  }

  private void write(World world, int machine, List<Move> moves) {
    int written = written(world);
    if (written < bounds.writes() && takesWrites(world.member(machine), machine)) {
      char write = (char) ('a' + written);
      moves.add(
          new Move(
              "%s is written to %d".formatted(write, machine),
              world
                  .member(machine, it -> it.with(write))
                  .client(it -> it.waitsFor(write, machine))));
    }
  }

  /// The client looks for the signature when it connects, before it writes.
  private boolean takesWrites(Redis member, int machine) {
    return member.isMaster(machine)
        && (member.isSigned(machine) || !rules.contains(Rule.TERM_BEFORE_WRITES));
  }

  /// Each write is made once, so those that are anywhere are all.
  private static int written(World world) {
    var logs = world.members().stream().flatMapToInt(member -> member.log().chars());
    var waiting = world.client().waiting().keySet().stream().mapToInt(write -> write);
    var known = IntStream.concat(world.client().acknowledged().chars(), waiting);
    return IntStream.concat(logs, known)
        .filter(Redis::isWrite)
        .map(write -> write - 'a' + 1)
        .max()
        .orElse(0);
  }

  private void answer(World world, int machine, List<Move> moves) {
    world
        .client()
        .waiting()
        .forEach(
            (write, master) -> {
              if (master == machine && mayAnswer(world, machine, write)) {
                moves.add(
                    new Move(
                        "%s is answered ok by %d".formatted(write, machine),
                        world.client(it -> it.hasOk(write))));
              }
            });
  }

  private boolean mayAnswer(World world, int master, char write) {
    if (!world.member(master).isMaster(master)) {
      return false;
    }
    for (int other = 0; other < World.MACHINES; other++) {
      var member = world.member(other);
      boolean follows = other != master && member.up() && member.follows() == master;
      if (follows && member.whole() && member.log().indexOf(write) >= 0) {
        return true;
      }
    }
    return !rules.contains(Rule.ANOTHER_HAS_IT);
  }

  /// An entry, or, where the histories differ, all that the other has in place of what was there.
  private static void replicate(World world, int machine, List<Move> moves) {
    var member = world.member(machine);
    int from = member.follows();
    if (!member.up() || from == machine || from == Redis.NOWHERE || !world.member(from).up()) {
      return;
    }
    String theirs = world.member(from).log();
    if (!member.whole()) {
      moves.add(new Move(machine + " has a copy", world.member(machine, it -> it.copied(theirs))));
    } else if (!theirs.startsWith(member.log())) {
      moves.add(new Move(machine + " begins to copy", world.member(machine, Redis::emptied)));
    } else if (theirs.length() > member.log().length()) {
      char entry = theirs.charAt(member.log().length());
      moves.add(
          new Move(
              "%d gets %s from %d".formatted(machine, entry, from),
              world.member(machine, it -> it.with(entry))));
    }
  }

  private void lock(World world, int machine, List<Move> moves) {
    if (world.holder() != machine && world.member(machine).up() && world.term() <= bounds.locks()) {
      moves.add(new Move(machine + " gets the lock", world.lockedBy(machine), true));
    }
  }

  private void order(World world, int machine, List<Move> moves) {
    if (!world.member(machine).up()) {
      return;
    }
    var sending = world.keeper(machine).sending();
    if (sending.isPresent()) {
      moves.add(arrives(world, machine, sending.get()));
      moves.add(
          new Move(
              "%d cannot %s".formatted(machine, sending.get()),
              world.keeper(machine, Leader::idle),
              true));
    } else if (world.holder() == machine) {
      var leader = world.keeper(machine).in(world.term());
      for (var order : orders(world, machine, leader)) {
        moves.add(
            new Move(
                "%d has the lock and will %s".formatted(machine, order),
                world.keeper(machine, _ -> leader.sends(order))));
      }
    }
  }

  private List<Order> orders(World world, int machine, Leader leader) {
    var orders = new ArrayList<Order>();
    for (int target = 0; target < World.MACHINES; target++) {
      boolean known = leader.detached().containsKey(target);
      if (leader.promoted()) {
        if (target != machine && world.member(target).follows() != machine) {
          orders.add(new Order(Kind.FOLLOW, target));
        }
      } else if (!known) {
        orders.add(
            new Order(rules.contains(Rule.DETACH_THEN_COMPARE) ? Kind.DETACH : Kind.READ, target));
      }
    }
    if (!leader.promoted() && mayPromote(machine, leader)) {
      orders.add(new Order(Kind.PROMOTE, machine));
    }
    if (leader.promoted() && !world.member(machine).isSignedBy(machine, leader.term())) {
      orders.add(new Order(Kind.SIGN, machine));
    }
    return orders;
  }

  private boolean counts(Redis member) {
    return member.whole() || !rules.contains(Rule.WHOLE_DATA);
  }

  private boolean mayPromote(int machine, Leader leader) {
    var own = leader.detached().get(machine);
    int needed = rules.contains(Rule.TWO_OF_THREE) ? 2 : 1;
    boolean termFirst = rules.contains(Rule.TERM_BEFORE_LENGTH);
    return own != null
        && leader.detached().size() >= needed
        && leader.detached().values().stream().noneMatch(it -> it.isAheadOf(own, termFirst));
  }

  private Move arrives(World world, int machine, Order order) {
    int target = order.target();
    var what = "%d does %s".formatted(machine, order);
    if (!world.member(target).up()) {
      return new Move(what + ", which is off", world.keeper(machine, Leader::idle));
    }
    return new Move(
        what,
        switch (order.kind()) {
          case READ -> world.keeper(machine, it -> learn(it, target, world.member(target)));
          case DETACH ->
              told(world, machine, target, Redis.NOWHERE)
                  .keeper(machine, it -> learn(it, target, world.member(target)));
          case FOLLOW -> told(world, machine, target, machine).keeper(machine, Leader::idle);
          case PROMOTE -> promoted(world, machine);
          case SIGN -> signed(world, machine);
        });
  }

  private Leader learn(Leader leader, int target, Redis member) {
    return counts(member) ? leader.knows(target, member.position()) : leader.idle();
  }

  private World promoted(World world, int machine) {
    int term = world.keeper(machine).term();
    var told = world;
    for (int other = 0; other < World.MACHINES; other++) {
      // Without the rule, what was only read is detached now.
      if (!rules.contains(Rule.DETACH_THEN_COMPARE)
          && world.keeper(machine).detached().containsKey(other)) {
        told = told(told, machine, other, Redis.NOWHERE);
      }
    }
    return told(told, machine, machine, machine)
        .member(machine, it -> it.promoted(machine, term))
        .keeper(machine, Leader::reigns)
        .ruledBy(machine, term);
  }

  /// Redis refuses it where the member is no master any more.
  private static World signed(World world, int machine) {
    var signature = Redis.signature(world.keeper(machine).term(), machine);
    return world
        .member(machine, it -> it.isMaster(machine) ? it.with(signature) : it)
        .keeper(machine, Leader::idle);
  }

  /// Who is told to follow another ends the connections of clients that wait, and of all keepers
  /// but the one that tells it.
  private World told(World world, int teller, int target, int follows) {
    var after = world.member(target, it -> it.following(follows)).client(it -> it.cutOff(target));
    for (int keeper = 0; keeper < World.MACHINES; keeper++) {
      boolean cut = after.keeper(keeper).sending().filter(it -> it.target() == target).isPresent();
      if (keeper != teller && cut && rules.contains(Rule.ONE_CONNECTION)) {
        after = after.keeper(keeper, Leader::idle);
      }
    }
    return after;
  }

  private void power(World world, int machine, List<Move> moves) {
    if (!world.member(machine).up()) {
      moves.add(new Move(machine + " is on again", world.member(machine, it -> it.powered(true))));
    } else if (world.faults() < bounds.faults()) {
      moves.add(
          new Move(
              machine + " is switched off",
              world
                  .member(machine, it -> it.powered(false))
                  .keeper(machine, _ -> Leader.NONE)
                  .client(it -> it.cutOff(machine))
                  .oneFaultMore(),
              true));
    }
  }
}

package dev.tripod.keeper.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Three machines, each with a member and its keeper; the lock in Consul; a client.
///
/// @param holder the keeper that has the lock
/// @param term how often the lock was given away
/// @param latest the member that was promoted in the highest term
/// @param reign that term
/// @param waiting for each write that has no answer yet, the master at which its client waits
/// @param acknowledged the writes that were answered `ok`
/// @param faults how many machines were switched off so far
record World(
    List<Redis> members,
    List<Leader> keepers,
    int holder,
    int term,
    int latest,
    int reign,
    Map<Character, Integer> waiting,
    String acknowledged,
    int faults) {
  static final int MACHINES = 3;

  /// The first machine's member is master, all have its data.
  static World begun() {
    var members = new ArrayList<Redis>();
    var keepers = new ArrayList<Leader>();
    for (int machine = 0; machine < MACHINES; machine++) {
      members.add(new Redis("1", 0, true, true));
      keepers.add(machine == 0 ? Leader.NONE.in(1).reigns() : Leader.NONE);
    }
    return new World(List.copyOf(members), List.copyOf(keepers), 0, 1, 0, 1, Map.of(), "", 0);
  }

  /// The invariant: whoever was promoted last has every write that was answered `ok`.
  Optional<Character> lost() {
    return acknowledged
        .chars()
        .mapToObj(write -> (char) write)
        .filter(write -> members.get(latest).log().indexOf(write) < 0)
        .findFirst();
  }

  Redis member(int machine) {
    return members.get(machine);
  }

  Leader keeper(int machine) {
    return keepers.get(machine);
  }

  World member(int machine, UnaryOperator<Redis> change) {
    return new World(
        changed(members, machine, change),
        keepers,
        holder,
        term,
        latest,
        reign,
        waiting,
        acknowledged,
        faults);
  }

  World keeper(int machine, UnaryOperator<Leader> change) {
    return new World(
        members,
        changed(keepers, machine, change),
        holder,
        term,
        latest,
        reign,
        waiting,
        acknowledged,
        faults);
  }

  World lockedBy(int machine) {
    return new World(
        members, keepers, machine, term + 1, latest, reign, waiting, acknowledged, faults);
  }

  World ruledBy(int machine, int inTerm) {
    return inTerm < reign
        ? this
        : new World(members, keepers, holder, term, machine, inTerm, waiting, acknowledged, faults);
  }

  World waiting(Map<Character, Integer> now) {
    return new World(members, keepers, holder, term, latest, reign, now, acknowledged, faults);
  }

  World acknowledged(char write) {
    var all = new TreeSet<>(List.of(write));
    acknowledged.chars().forEach(each -> all.add((char) each));
    var text = all.stream().map(String::valueOf).collect(Collectors.joining());
    return new World(members, keepers, holder, term, latest, reign, waiting, text, faults);
  }

  World oneFaultMore() {
    return new World(
        members, keepers, holder, term, latest, reign, waiting, acknowledged, faults + 1);
  }

  private static <T> List<T> changed(List<T> all, int index, UnaryOperator<T> change) {
    var copy = new ArrayList<>(all);
    copy.set(index, change.apply(copy.get(index)));
    return List.copyOf(copy);
  }
}

package dev.tripod.keeper.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Three machines, each with a member and its keeper; the lock in Consul; a client.
///
/// @param holder the keeper that has the lock
/// @param term how often the lock was given away
/// @param reign the member that was promoted in the highest term
/// @param faults how many machines were switched off so far
record World(
    List<Redis> members,
    List<Leader> keepers,
    int holder,
    int term,
    Reign reign,
    Client client,
    int faults) {
  static final int MACHINES = 3;

  record Reign(int master, int term) {}

  /// The first machine's member is master, all have its data.
  static World begun() {
    var members = new ArrayList<Redis>();
    var keepers = new ArrayList<Leader>();
    for (int machine = 0; machine < MACHINES; machine++) {
      members.add(
          new Redis(String.valueOf(Redis.signature(1, 0)), 0, true, true, machine == 0 ? 1 : 0));
      keepers.add(machine == 0 ? Leader.NONE.in(1).reigns() : Leader.NONE);
    }
    return new World(
        List.copyOf(members), List.copyOf(keepers), 0, 1, new Reign(0, 1), Client.NONE, 0);
  }

  /// The invariant: whoever was promoted last has every write that was answered `ok`.
  Optional<Character> lost() {
    return client
        .acknowledged()
        .chars()
        .mapToObj(write -> (char) write)
        .filter(write -> member(reign.master()).log().indexOf(write) < 0)
        .findFirst();
  }

  Redis member(int machine) {
    return members.get(machine);
  }

  Leader keeper(int machine) {
    return keepers.get(machine);
  }

  World member(int machine, UnaryOperator<Redis> change) {
    return with(changed(members, machine, change), keepers, client, faults);
  }

  World keeper(int machine, UnaryOperator<Leader> change) {
    return with(members, changed(keepers, machine, change), client, faults);
  }

  World client(UnaryOperator<Client> change) {
    return with(members, keepers, change.apply(client), faults);
  }

  World oneFaultMore() {
    return with(members, keepers, client, faults + 1);
  }

  World lockedBy(int machine) {
    return new World(members, keepers, machine, term + 1, reign, client, faults);
  }

  World ruledBy(int machine, int inTerm) {
    var latest = inTerm < reign.term() ? reign : new Reign(machine, inTerm);
    return new World(members, keepers, holder, term, latest, client, faults);
  }

  private World with(List<Redis> members, List<Leader> keepers, Client client, int faults) {
    return new World(members, keepers, holder, term, reign, client, faults);
  }

  private static <T> List<T> changed(List<T> all, int index, UnaryOperator<T> change) {
    var copy = new ArrayList<>(all);
    copy.set(index, change.apply(copy.get(index)));
    return List.copyOf(copy);
  }
}

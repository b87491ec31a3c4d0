package dev.tripod.deployer.logs;

import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.LogKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which logs of a job are read.
///
/// @param ended whether those of instances that have ended are read as well
/// @param streams of `stdout` and `stderr`
public record Choice(
    Optional<String> group, Optional<String> task, boolean ended, List<String> streams) {
  private static final String NOT_STARTED = "pending";

  /// The same without instances that have ended.
  Choice running() {
    return new Choice(group, task, false, streams);
  }

  /// The logs that can be read now, by node.
  List<Source> among(List<Allocation> allocations) {
    var instances = instances(allocations).toList();
    var several = tasks(instances).size() > 1 && task.isEmpty();
    return instances.stream()
        .flatMap(allocation -> sources(allocation, several))
        .sorted((one, other) -> one.prefix().compareTo(other.prefix()))
        .toList();
  }

  private Stream<Allocation> instances(List<Allocation> allocations) {
    return allocations.stream()
        .filter(allocation -> allocation.clientStatus().equals("running") || ended)
        .filter(allocation -> group.filter(name -> !name.equals(allocation.group())).isEmpty());
  }

  private Stream<Source> sources(Allocation allocation, boolean several) {
    return allocation.tasks().entrySet().stream()
        .filter(entry -> !entry.getValue().state().equals(NOT_STARTED))
        .map(entry -> entry.getKey())
        .filter(name -> task.filter(wanted -> !wanted.equals(name)).isEmpty())
        .flatMap(name -> streams.stream().map(stream -> source(allocation, name, stream, several)));
  }

  private static Source source(Allocation allocation, String task, String stream, boolean several) {
    var prefix = allocation.node() + " " + allocation.shortId() + (several ? " " + task : "");
    return new Source(new LogKey(allocation.id(), task, stream), prefix);
  }

  private static Set<String> tasks(List<Allocation> allocations) {
    return allocations.stream()
        .flatMap(allocation -> allocation.tasks().keySet().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// What cannot be found however long one waits, in a sentence; empty when nothing is wrong.
  Optional<String> unknown(List<Allocation> allocations) {
    var groups =
        allocations.stream().map(Allocation::group).collect(Collectors.toCollection(TreeSet::new));
    return group
        .flatMap(name -> unknown("group", name, groups))
        .or(() -> task.flatMap(name -> unknown("task", name, tasks(allocations))));
  }

  private static Optional<String> unknown(String what, String name, Set<String> known) {
    return known.isEmpty() || known.contains(name)
        ? Optional.empty()
        : Optional.of(
            "has no %s %s; there are: %s".formatted(what, name, String.join(", ", known)));
  }
}

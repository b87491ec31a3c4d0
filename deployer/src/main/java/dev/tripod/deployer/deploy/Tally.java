package dev.tripod.deployer.deploy;

import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Deployment;
import java.util.Collection;
import java.util.function.ToIntFunction;

/// The allocations of a rollout in numbers.
///
/// @param desired how many there are to be in the end
/// @param placed how many of this version there are
public record Tally(int desired, int placed, int healthy, int unhealthy) {
  static Tally of(Rollout rollout) {
    var placed = rollout.current().size();
    return rollout
        .deployment()
        .map(deployment -> byDeployment(deployment.groups().values(), placed))
        .orElseGet(() -> byAllocations(rollout, placed));
  }

  private static Tally byDeployment(Collection<Deployment.Group> groups, int placed) {
    return new Tally(
        sum(groups, Deployment.Group::desired),
        placed,
        sum(groups, Deployment.Group::healthy),
        sum(groups, Deployment.Group::unhealthy));
  }

  private static Tally byAllocations(Rollout rollout, int placed) {
    var allocations = rollout.current();
    var well = allocations.stream().filter(Tally::well).count();
    var ended = allocations.stream().filter(each -> each.ended() && !well(each)).count();
    return new Tally(
        Math.max(rollout.desired(), placed), placed, Math.toIntExact(well), Math.toIntExact(ended));
  }

  private static boolean well(Allocation allocation) {
    return allocation.running() || allocation.clientStatus().equals("complete");
  }

  private static int sum(
      Collection<Deployment.Group> groups, ToIntFunction<Deployment.Group> number) {
    return groups.stream().mapToInt(number).sum();
  }
}

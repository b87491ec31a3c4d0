package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Allocation.Event;
import dev.tripod.deployer.nomad.Allocation.Task;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TroubleTest {
  @Test
  void theCauseIsTakenNotWhatFollowsFromIt() {
    assertThat(cause("Started", "Terminated", "Not Restarting", "Alloc Unhealthy", "Killing"))
        .contains("Terminated");
    assertThat(cause("Received", "Task Setup", "Driver Failure", "Not Restarting"))
        .contains("Driver Failure");
  }

  @Test
  void aTaskThatIsKilledForItsCheckDidNotEndByItself() {
    assertThat(cause("Started", "Alloc Unhealthy", "Killing", "Terminated", "Killed"))
        .contains("Alloc Unhealthy");
    assertThat(cause("Started", "Restart Signaled", "Killing", "Terminated", "Started"))
        .contains("Restart Signaled");
  }

  @Test
  void aTaskThatStartsHasNoTrouble() {
    assertThat(cause("Received", "Task Setup", "Started")).isEmpty();
  }

  @Test
  void healthyAllocationsAndOtherVersionsAreLeftOut() {
    var events = List.of(new Event("Terminated", "Exit Code: 1", false));
    var healthy = allocation("healthy", 2, Optional.of(true), events);
    var earlier = allocation("earlier", 1, Optional.of(false), events);
    var broken = allocation("broken", 2, Optional.of(false), events);

    assertThat(Trouble.of(rollout(healthy, earlier, broken)))
        .extracting(trouble -> trouble.allocation().id())
        .containsExactly("broken");
  }

  private static Optional<String> cause(String... types) {
    var events =
        Stream.of(types).map(type -> new Event(type, "message of " + type, false)).toList();
    return Trouble.of(rollout(allocation("a", 2, Optional.empty(), events))).stream()
        .map(trouble -> trouble.event().type())
        .findFirst();
  }

  private static Rollout rollout(Allocation... allocations) {
    return new Rollout(2, 20, 1, List.of(), List.of(allocations), List.of());
  }

  private static Allocation allocation(
      String id, long version, Optional<Boolean> healthy, List<Event> events) {
    var tasks = Map.of("server", new Task("dead", true, events));
    return new Allocation(id, "node1", "web", version, "run", "failed", healthy, tasks);
  }
}

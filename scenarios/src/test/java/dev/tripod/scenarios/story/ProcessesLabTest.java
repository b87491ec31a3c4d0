package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the processes on the nodes may do, as the kernel and systemd tell it.
class ProcessesLabTest extends WorldTest {
  private static final List<String> TASK_USERS =
      List.of("autoscaler", "exporter", "frontend", "items", "keeper", "prometheus");

  /// The most that `systemd-analyze security` may find: 0 is closed, 10 open.
  private static final Map<String, Double> EXPOSURE =
      Map.of(
          "consul", 1.3,
          "consul-template", 2.0,
          "gate", 1.5,
          "haproxy", 2.7,
          "keepalived", 4.9,
          "nomad", 8.5,
          "tripod-backup", 2.0);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void tasksHaveUsersOfTheirOwnAndNoPrivileges(int node) throws InterruptedException {
    var none = "0000000000000000";
    // A line for each process of a task: its user, its capabilities, whether it may gain more.
    var users = "redis,tripod-" + String.join(",tripod-", TASK_USERS);
    var seen =
        world
            .lab()
            .ssh(
                node,
                """
                for task in $(pgrep -d ' ' -u %s); do
                  echo $(stat -c %%U /proc/$task) \
                    $(awk '/^(Cap(Eff|Prm|Amb|Bnd)|NoNewPrivs):/ {print $2}' /proc/$task/status)
                done
                """
                    .formatted(users));
    assertThat(seen.lines())
        .hasSizeGreaterThan(2)
        .allSatisfy(
            line -> assertThat(line).endsWith(" %s %s %s %s 1".formatted(none, none, none, none)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void nothingBelongingToATaskRunsAsNobodyOrRoot(int node) throws InterruptedException {
    var programs = "java|nginx|redis-server|prometheus.*";
    var users = world.lab().ssh(node, "ps -o user:32= -p $(pgrep -d, -x '%s')".formatted(programs));

    assertThat(users.lines()).isNotEmpty().allMatch(user -> user.matches("redis|tripod-.*"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void systemdUnderstandsEveryLineOfTheUnits(int node) throws InterruptedException {
    var units = String.join(".service ", EXPOSURE.keySet()) + ".service";

    assertThat(world.lab().ssh(node, "systemd-analyze verify --man=no " + units + " 2>&1"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void servicesAreShutOffFromWhatTheyDoNotNeed(int node) throws InterruptedException {
    var seen = new TreeMap<String, Double>();
    for (var service : EXPOSURE.keySet()) {
      var said =
          world.lab().ssh(node, "systemd-analyze security --no-pager " + service + " | tail -1");
      seen.put(service, Double.parseDouble(said.replaceAll(".*: ([0-9.]+) .*", "$1").strip()));
    }

    assertThat(seen)
        .allSatisfy(
            (service, level) ->
                assertThat(level).as(service).isLessThanOrEqualTo(EXPOSURE.get(service)));
  }
}

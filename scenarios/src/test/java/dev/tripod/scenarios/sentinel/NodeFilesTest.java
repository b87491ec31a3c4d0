package dev.tripod.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class NodeFilesTest {
  /// Whatever else were set would be no default.
  @Test
  void redisHasItsDefaults() {
    assertThat(NodeFiles.redis("10.0.0.1", Optional.empty()).lines())
        .containsExactly(
            "bind 10.0.0.1", "port 17379", "dir /var/tmp/chaos-sentinel", "protected-mode no");
    assertThat(NodeFiles.redis("10.0.0.2", Optional.of("10.0.0.1")).lines())
        .hasSize(5)
        .endsWith("replicaof 10.0.0.1 17379");
  }

  @Test
  void sentinelHasItsDefaults() {
    assertThat(NodeFiles.sentinel("10.0.0.2", "10.0.0.1").lines())
        .containsExactly(
            "bind 10.0.0.2",
            "port 17380",
            "dir /var/tmp/chaos-sentinel",
            "protected-mode no",
            "sentinel monitor mymaster 10.0.0.1 17379 2");
  }

  @Test
  void onlyTheOthersAreReplicas() {
    assertThat(NodeFiles.install("10.0.0.1", "10.0.0.1")).doesNotContain("replicaof");
    assertThat(NodeFiles.install("10.0.0.2", "10.0.0.1")).contains("replicaof 10.0.0.1 17379");
  }

  @Test
  void whatEndsIsStartedAgainAndStartsWithTheMachine() {
    assertThat(NodeFiles.unit("chaos-sentinel", " --sentinel").lines())
        .contains(
            "ExecStart=/usr/bin/redis-server /var/tmp/chaos-sentinel/chaos-sentinel.conf --sentinel",
            "Restart=always",
            "WantedBy=multi-user.target");
  }

  @Test
  void everythingThatIsInstalledIsRemoved() {
    assertThat(NodeFiles.remove())
        .contains("for unit in chaos-sentinel chaos-redis;", "rm -rf /var/tmp/chaos-sentinel\n");
  }
}

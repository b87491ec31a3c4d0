package dev.tripod.scenarios.ordeal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActorTest {
  @Test
  void readsProcessesAndHowLongTheyHaveBeenSilent() {
    var connections =
        """
        0 0 10.77.0.11:41000 10.77.0.12:9090 users:(("java",pid=812,fd=60)) cubic rto:201 lastsnd:52 lastrcv:51
        0 0 10.77.0.11:41002 10.77.0.12:9090 users:(("nomad-autoscale",pid=77,fd=9)) cubic lastsnd:61004 lastrcv:3
        0 0 10.77.0.11:41004 10.77.0.12:9090 users:(("haproxy",pid=9,fd=3)) cubic lastsnd:1 lastrcv:1
        """;

    assertThat(Actor.of(2, connections))
        .containsExactly(new Actor(2, 812, 52), new Actor(2, 77, 61_004));
  }
}

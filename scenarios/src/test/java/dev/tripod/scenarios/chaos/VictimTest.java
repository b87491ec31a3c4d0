package dev.tripod.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VictimTest {
  private static final String LISTENER =
      "LISTEN 0      511    10.77.0.11:6379 0.0.0.0:* users:((\"redis-server\",pid=3171,fd=6))";

  @Test
  void theProcessIsTheOneThatListens() {
    assertThat(Victim.pid(LISTENER)).isEqualTo(3171);
    assertThatThrownBy(() -> Victim.pid("")).hasMessageContaining("nobody listens");
  }

  @Test
  void aSignalGoesToAProcessOrToAWholeService() {
    assertThat(Victim.process(2, "items", 17).kill().formatted("KILL")).isEqualTo("kill -KILL 17");
    assertThat(Victim.service(2, "haproxy").kill().formatted("STOP"))
        .isEqualTo("systemctl kill --signal=STOP haproxy");
    assertThat(Victim.agent(2, "nomad").kill().formatted("KILL"))
        .isEqualTo("kill -KILL $(systemctl show --property=MainPID --value nomad)");
    assertThat(Victim.agent(2, "nomad").where()).isEqualTo("nomad on node2");
  }

  @Test
  void packetsAreDroppedBySource() {
    assertThat(Packets.table("10.0.0.1, 10.0.0.2"))
        .isEqualTo(
            "add table inet chaos;"
                + " add chain inet chaos input"
                + " { type filter hook input priority -10; policy accept; };"
                + " add rule inet chaos input ip saddr { 10.0.0.1, 10.0.0.2 } drop");
  }
}

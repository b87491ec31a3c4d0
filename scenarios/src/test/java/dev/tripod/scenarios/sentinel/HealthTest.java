package dev.tripod.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.HostAndPort;

class HealthTest {
  private static final HostAndPort A = new HostAndPort("10.0.0.1", 17379);
  private static final HostAndPort B = new HostAndPort("10.0.0.2", 17379);
  private static final HostAndPort C = new HostAndPort("10.0.0.3", 17379);

  private static String master(String... replicas) {
    var info = new StringBuilder("# Replication\r\nrole:master\r\n");
    info.append("connected_slaves:").append(replicas.length).append("\r\n");
    for (int i = 0; i < replicas.length; i++) {
      info.append(
          "slave%d:ip=10.0.0.9,port=17379,state=%s,offset=14,lag=0\r\n".formatted(i, replicas[i]));
    }
    return info + "master_failover_state:no-failover\r\n";
  }

  private static String replica(HostAndPort of, String link) {
    return """
    # Replication\r
    role:slave\r
    master_host:%s\r
    master_port:%d\r
    master_link_status:%s\r
    slave_read_only:1\r
    connected_slaves:0\r
    """
        .formatted(of.getHost(), of.getPort(), link);
  }

  private static final Map<HostAndPort, String> WHOLE =
      Map.of(A, master("online", "online"), B, replica(A, "up"), C, replica(A, "up"));

  private static Map<HostAndPort, String> wholeBut(HostAndPort server, String info) {
    var infos = new HashMap<>(WHOLE);
    infos.put(server, info);
    return infos;
  }

  @Test
  void oneMasterWithTwoReplicasIsWhole() {
    assertThat(Health.master(WHOLE)).contains(A);
  }

  @Test
  void whatIsNotInSyncIsNotWhole() {
    assertThat(Health.master(wholeBut(A, master("online", "wait_bgsave")))).isEmpty();
    assertThat(Health.master(wholeBut(A, master("online")))).isEmpty();
    assertThat(Health.master(wholeBut(B, replica(A, "down")))).isEmpty();
  }

  @Test
  void twoMastersAreNotWhole() {
    assertThat(Health.master(wholeBut(B, master()))).isEmpty();
  }

  @Test
  void aChainIsNotWhole() {
    assertThat(Health.master(wholeBut(C, replica(B, "up")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, master,               2, 2, true",
    "10.0.0.2, master,               2, 2, false",
    "10.0.0.1, 'master,s_down',      2, 2, false",
    "10.0.0.1, master,               1, 2, false",
    "10.0.0.1, master,               2, 1, false",
  })
  void aSentinelIsReadyWhenItKnowsEverybody(
      String ip, String flags, String replicas, String sentinels, boolean ready) {
    var view =
        Map.of(
            "name", "mymaster",
            "ip", ip,
            "port", "17379",
            "flags", flags,
            "num-slaves", replicas,
            "num-other-sentinels", sentinels);

    assertThat(Health.watches(view, A, 2)).isEqualTo(ready);
  }
}

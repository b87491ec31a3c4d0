package dev.tripod.keeper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.redis.Position;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedisStateTest {
  @Test
  void readsAMaster() {
    RedisState state =
        RedisState.parse(
            """
            # Server
            run_id:abc
            # Replication
            role:master
            master_replid:def
            master_repl_offset:42
            # Commandstats
            cmdstat_get:calls=12,usec=34,usec_per_call=2.83,rejected_calls=0,failed_calls=0
            cmdstat_mget:calls=3,usec=34,usec_per_call=2.83,rejected_calls=0,failed_calls=0
            cmdstat_set:calls=99,usec=34,usec_per_call=2.83,rejected_calls=0,failed_calls=0
            """,
            new Position(7, 1),
            "def");
    assertThat(state.isMaster()).isTrue();
    assertThat(state.signed()).isTrue();
    assertThat(state.offset()).isEqualTo(42);
    assertThat(state.history()).isEqualTo("def");
    assertThat(state.reads()).isEqualTo(15);
  }

  @Test
  void readsAReplicaWithoutALink() {
    RedisState state =
        RedisState.parse(
            """
            run_id:abc\r
            role:slave\r
            master_host:10.0.0.2\r
            master_port:6379\r
            master_link_status:down\r
            master_sync_in_progress:1\r
            master_link_down_since_seconds:8\r
            slave_repl_offset:40\r
            master_repl_offset:41\r
            master_replid:def\r
            """,
            Position.NONE,
            "");
    assertThat(state.follows(new Address("10.0.0.2", 6379))).isTrue();
    assertThat(state.linkUp()).isFalse();
    assertThat(state.signed()).isFalse();
    assertThat(state.syncing()).isTrue();
    assertThat(state.linkDownFor()).isEqualTo(Duration.ofSeconds(8));
    assertThat(state.offset()).isEqualTo(40);
    assertThat(state.reads()).isZero();
  }

  @Test
  void whatKeepersWriteTheyCanRead() {
    Address address = new Address("::1", 6379);
    assertThat(Address.parse(address.toString())).isEqualTo(address);
    assertThatThrownBy(() -> Address.parse("nonsense")).hasMessageContaining("'nonsense'");
  }
}

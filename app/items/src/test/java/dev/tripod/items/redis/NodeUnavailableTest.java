package dev.tripod.items.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/// Whose fault a failure is: the server's now, or the command's.
class NodeUnavailableTest {
  private static final HostAndPort ADDRESS = new HostAndPort("127.0.0.1", 1);

  @ParameterizedTest
  @CsvSource({
    "READONLY You can't write against a read only replica., true",
    "NOREPLICAS Not enough good replicas to write., true",
    "LOADING Redis is loading the dataset in memory, true",
    "MASTERDOWN Link with MASTER is down, true",
    "WRONGTYPE Operation against a key holding the wrong kind of value, false",
    "OOM command not allowed when used memory > 'maxmemory'., false",
    "NOPERM this user has no permissions to run the 'del' command, false",
  })
  void whatRedisAnsweredHadNoEffect(String answer, boolean notNow) {
    var failure = NodeUnavailable.of(ADDRESS, new JedisDataException(answer));
    assertThat(failure.isPresent()).isEqualTo(notNow);
    failure.ifPresent(refusal -> assertThat(refusal.unknown()).isFalse());
  }

  @Test
  void whatWasNotSentHadNoEffect() {
    var failure = NodeUnavailable.of(ADDRESS, new JedisConnectionException("refused"));
    assertThat(failure).get().returns(false, NodeUnavailable::unknown);
  }

  @Test
  void whatWasSentAndNotConfirmedMayHaveHadOne() {
    assertThat(NodeUnavailable.unknown(ADDRESS, new OutcomeUnknown("no answer")))
        .returns(true, NodeUnavailable::unknown)
        .returns(false, NodeUnavailable::busy);
  }
}

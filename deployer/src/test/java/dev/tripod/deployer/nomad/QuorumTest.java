package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuorumTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @ParameterizedTest(name = "node2: {0}, vote: {1}")
  @CsvSource({"alive, true, 2", "alive, false, 1", "failed, true, 1", "left, true, 1"})
  void whoIsThereAndHasAVote(String node2, boolean votes, int voters) throws IOException {
    var servers =
        MAPPER.readTree(
            """
            [{"Name": "node1", "SerfStatus": "alive", "Voter": true, "Leader": true},
             {"Name": "node2", "SerfStatus": "%s", "Voter": %b, "Leader": false}]
            """
                .formatted(node2, votes));

    assertThat(Quorum.of(servers, server -> server.path("Name").asText()))
        .isEqualTo(new Quorum("node1", voters));
  }
}

package dev.tripod.items.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementTest {
  /// What a connection to the run `a` in term 7 finds at the end of a batch.
  @ParameterizedTest
  @CsvSource({
    "7, a, 1,",
    "7, a, 2,",
    "7, a, 0, no standby has confirmed it in time",
    "7, b, 1, another reign has begun",
    "8, a, 1, another reign has begun",
    "6, a, 1, another reign has begun",
    " ,  , 1, another reign has begun",
    "8, b, 0, another reign has begun",
  })
  void aBatchCountsInItsOwnReignWhenAStandbyHasIt(
      String term, String run, long standbys, String doubt) {
    assertThat(Acknowledgement.doubt(List.of("7", "a"), Arrays.asList(term, run), standbys))
        .isEqualTo(Optional.ofNullable(doubt));
  }

  @ParameterizedTest
  @CsvSource({
    "7, abc, true",
    "7, ab, false",
    "7, abcd, false",
    "7, xyz, false",
    " , abc, false",
    "7, , false",
    " , , false",
  })
  void aProcessReignsIfTheKeepersWroteItsRun(String term, String run, boolean reigns) {
    String server = "# Server\r\nredis_version:7.0.15\r\nrun_id:abc\r\ntcp_port:6379\r\n";
    assertThat(Acknowledgement.reigns(Arrays.asList(term, run), server)).isEqualTo(reigns);
  }
}

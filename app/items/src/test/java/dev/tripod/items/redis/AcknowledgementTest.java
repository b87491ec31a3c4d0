package dev.tripod.items.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcknowledgementTest {
  @ParameterizedTest
  @CsvSource({
    "true, true,",
    "true, false, no standby has confirmed it in time",
    "false, true, another reign has begun",
    "false, false, another reign has begun",
  })
  void aBatchCountsInItsOwnReignWhenAStandbyHasIt(boolean reigns, boolean confirmed, String doubt) {
    assertThat(Acknowledgement.doubt(reigns, confirmed)).isEqualTo(Optional.ofNullable(doubt));
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
  void aProcessReignsIfItsHistoryWasSigned(String term, String history, boolean reigns) {
    String replication =
        "# Replication\r\nrole:master\r\nmaster_replid:abc\r\nmaster_replid2:xyz\r\n";
    assertThat(Acknowledgement.reigns(Arrays.asList(term, history), replication)).isEqualTo(reigns);
  }
}

package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuditReasonTest {
  @ParameterizedTest
  @CsvSource({
    "submitted by me, submitted by me",
    "'two\nlines, and\ttabs ', 'two lines, and tabs'",
    "3 → 5, 3 ? 5",
    "'',''",
  })
  void isOneLineOfWhatAHeaderCanHold(String reason, String header) {
    assertThat(AuditReason.header(reason)).isEqualTo(header);
  }

  @Test
  void isBounded() {
    assertThat(AuditReason.header("x".repeat(5000))).hasSize(200);
  }
}

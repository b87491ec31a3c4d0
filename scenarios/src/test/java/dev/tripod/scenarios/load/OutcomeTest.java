package dev.tripod.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          200, ok,                                           ACKNOWLEDGED
          503, 'Redis: nothing was written, try again',      REFUSED
          503, 'Redis: Nothing was written',                 REFUSED
          503, 'Redis: unknown outcome, it may be stored',   UNKNOWN
          503, 'no Redis master takes writes at the moment', UNKNOWN
          502, '<h1>502 Bad Gateway</h1>',                   UNKNOWN
          500, 'Redis refused the command: OOM',             UNKNOWN
          504, '',                                           UNKNOWN
          429, 'too many',                                   REFUSED
          400, 'no id',                                      REFUSED
          """)
  void whatIsInDoubtIsUnknown(int status, String body, Outcome outcome) {
    assertThat(Outcome.of(status, body)).isEqualTo(outcome);
  }
}

package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.redis.Position;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PositionTokenTest {
  @ParameterizedTest
  @CsvSource({
    "7-1234, 7, 1234",
    "0-0, 0, 0",
    "007-01, 7, 1",
    "999999999999999999-999999999999999999, 999999999999999999, 999999999999999999",
  })
  void clientsSendTwoNumbers(String token, long term, long seq) {
    assertThat(PositionToken.parse(token)).contains(new Position(term, seq));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "7",
        "7-",
        "-7",
        "7--1",
        "+7-1",
        "7-1-1",
        "7 - 1",
        "7-1,7-2",
        "7.5-1",
        "a-1",
        "7-1x",
        "\u0667-1",
        "1234567890123456789-1",
        "1-1234567890123456789",
      })
  void allElseIsNoPosition(String token) {
    assertThat(PositionToken.parse(token)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"7-1234", "0-0", "1-0"})
  void clientsAreSentTheSame(String token) {
    assertThat(PositionToken.of(PositionToken.parse(token).orElseThrow())).isEqualTo(token);
  }

  @ParameterizedTest
  @CsvSource({
    "7-10, 7-10, true",
    "7-11, 7-10, true",
    "7-9, 7-10, false",
    "8-0, 7-10, true",
    "6-999, 7-10, false",
    "10-1, 9-1, true",
    "0-0, 0-0, true",
    "0-0, 1-0, false",
  })
  void theTermDecidesThenTheNumber(String reached, String wanted, boolean reaches) {
    Position position = PositionToken.parse(reached).orElseThrow();
    assertThat(position.reaches(PositionToken.parse(wanted).orElseThrow())).isEqualTo(reaches);
  }

  @ParameterizedTest
  @CsvSource({"7, 12, 7-12", "7, , 7-0", " , 12, 0-0", " , , 0-0"})
  void dataThatNobodySignedAreNowhere(String term, String seq, String token) {
    assertThat(PositionToken.of(Position.of(Arrays.asList(term, seq)))).isEqualTo(token);
  }
}

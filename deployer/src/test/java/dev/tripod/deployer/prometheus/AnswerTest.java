package dev.tripod.deployer.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.250Z");

  @ParameterizedTest
  @CsvSource({"310.5, 310.5", "0, 0", "NaN, NaN", "+Inf, Infinity", "-Inf, -Infinity", "1e3, 1000"})
  void readsNumbersAsPrometheusWritesThem(String text, double value) {
    String pair = "[%s, \"%s\"]".formatted("1772366400.25", text);

    assertThat(Answer.read(200, vector("{\"metric\": {}, \"value\": " + pair + "}")))
        .isEqualTo(new Sample.Value(value, AT));
    assertThat(Answer.read(200, data("scalar", pair))).isEqualTo(new Sample.Value(value, AT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          200 | {"status": "success", "data": {"resultType": "vector", "result": []}} | the query gives no series
          200 | {"status": "success", "data": {"resultType": "vector", "result": [{}, {}]}} | the query gives 2 series, expected one
          200 | {"status": "success", "data": {"resultType": "string", "result": []}} | the query gives a string, expected a number
          200 | {"status": "success", "data": {"resultType": "scalar", "result": [1, "many"]}} | the query gives [1,"many"], expected a number
          200 | {"status": "success"} | the query gives a , expected a number
          400 | {"status": "error", "error": "parse error: no"} | Prometheus answered 400: parse error: no
          503 | Service Unavailable | Prometheus answered 503 without JSON: Service Unavailable
          502 | `` | Prometheus answered 502: nothing
          """)
  void whatIsNoNumberIsMissingWithTheReason(int status, String body, String reason) {
    assertThat(Answer.read(status, body))
        .isEqualTo(new Sample.Missing(status == 200 ? Lack.EMPTY : Lack.UNREACHABLE, reason));
  }

  @Test
  void aLongErrorIsCut() {
    var missing = (Sample.Missing) Answer.read(500, "x".repeat(5_000));

    assertThat(missing.reason()).hasSizeLessThan(300).endsWith("…");
  }

  private static String vector(String series) {
    return data("vector", "[" + series + "]");
  }

  private static String data(String type, String result) {
    return "{\"status\": \"success\", \"data\": {\"resultType\": \"%s\", \"result\": %s}}"
        .formatted(type, result);
  }
}

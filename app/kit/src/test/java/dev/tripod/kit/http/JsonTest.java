package dev.tripod.kit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  @Test
  void readsOneObject() {
    assertThat(Json.readObject(" {\"a\": \"\\u2603\"} ").get("a").getAsString()).isEqualTo("☃");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''          | not an object",
        "{           | malformed at line 1 column 2",
        "{a:1}       | malformed at line 1 column 3",
        "{'a':1}     | malformed at line 1 column 3",
        "{\"a\":NaN} | malformed at line 1 column 6",
        "{} {}       | malformed at line 1 column 5",
        "[]          | not an object",
        "null        | not an object",
        "1           | not an object",
      })
  void refusesAnythingElse(String text, String reason) {
    assertThatThrownBy(() -> Json.readObject(text))
        .isInstanceOf(JsonParseException.class)
        .hasMessageStartingWith(reason);
  }

  @Test
  void refusesDeepNesting() {
    assertThatThrownBy(() -> Json.readObject("{\"a\":".repeat(10_000)))
        .isInstanceOf(JsonParseException.class);
  }
}

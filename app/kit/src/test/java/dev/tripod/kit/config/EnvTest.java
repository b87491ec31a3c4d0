package dev.tripod.kit.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvTest {
  private static final Env EMPTY = new Env(Map.of("BLANK", " "));

  @Test
  void unsetAndBlankGiveTheDefault() {
    assertThat(EMPTY.text("BLANK", "x")).isEqualTo("x");
    assertThat(EMPTY.port("NONE", 3000)).isEqualTo(3000);
    assertThat(EMPTY.duration("NONE", Duration.ofSeconds(2))).isEqualTo(Duration.ofSeconds(2));
    assertThat(EMPTY.uri("NONE")).isEmpty();
    assertThat(EMPTY.flag("NONE")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"500ms,PT0.5S", "2s,PT2S", "1m,PT1M", "3h,PT3H", "0ms,PT0S"})
  void readsDurations(String text, Duration duration) {
    assertThat(of(text).duration("KEY", Duration.ZERO)).isEqualTo(duration);
  }

  @Test
  void readsUrlsPortsAndFlags() {
    assertThat(of("redis://h:1").uri("KEY")).contains(URI.create("redis://h:1"));
    assertThat(of("65535").port("KEY", 1)).isEqualTo(65_535);
    assertThat(of("true").flag("KEY")).isTrue();
    assertThat(of("0").flag("KEY")).isFalse();
  }

  @Test
  void refusalsNameKeyValueAndExpectation() {
    assertRefused("65536", env -> env.port("KEY", 1), "a whole number from 0 to 65535");
    assertRefused("-1", env -> env.port("KEY", 1), "a whole number from 0 to 65535");
    assertRefused("many", env -> env.number("KEY", 1, 9, 1), "a whole number from 1 to 9");
    assertRefused("2", env -> env.duration("KEY", Duration.ZERO), "a duration such as");
    assertRefused("2 s", env -> env.duration("KEY", Duration.ZERO), "a duration such as");
    assertRefused("host:1/x y", env -> env.uri("KEY"), "a URL such as");
    assertRefused("/path", env -> env.uri("KEY"), "a URL such as");
    assertRefused("yes", env -> env.flag("KEY"), "1, true, 0 or false");
  }

  private static void assertRefused(String value, Consumer<Env> read, String expected) {
    assertThatThrownBy(() -> read.accept(of(value)))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("KEY is \"%s\": expected %s".formatted(value, expected));
  }

  private static Env of(String value) {
    return new Env(Map.of("KEY", value));
  }
}

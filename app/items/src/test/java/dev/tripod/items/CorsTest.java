package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CorsTest {
  @Test
  void readsAnyNoneAndLists() {
    assertThat(Cors.of(new Env(Map.of())).origins()).containsExactly("*");
    assertThat(of("none").origins()).isEmpty();
    assertThat(of("https://a, http://b:80 ,http://[::1]:3").origins())
        .containsExactlyInAnyOrder("https://a", "http://b:80", "http://[::1]:3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "https://a/", "https://a,*", "https://a,,https://b", "https://a b"})
  void refusesWhatIsNoOrigin(String text) {
    assertThatThrownBy(() -> of(text))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("CORS_ORIGINS is \"%s\": expected *, none,".formatted(text));
  }

  private static Cors of(String text) {
    return Cors.of(new Env(Map.of("CORS_ORIGINS", text)));
  }
}

package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import redis.clients.jedis.HostAndPort;

class CursorTest {
  @Test
  void survivesTheWayToAClientAndBack() {
    Cursor.At cursor = new Cursor.At(new HostAndPort("10.77.0.12", 6379), "18446744073709551615");
    assertThat(Cursor.At.parse(cursor.token())).contains(cursor);
    assertThat(cursor.token()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "5@", "@h:1", "5@h", "5@h:", "5@h:1:2", "-5@h:1", "x@h:1", "5@h:123456"})
  void refusesWhatItDidNotWrite(String plain) {
    String token = Base64.getUrlEncoder().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    assertThat(Cursor.At.parse(token)).isEmpty();
  }

  @Test
  void refusesWhatIsNoTokenAtAll() {
    assertThat(Cursor.At.parse("!")).isEmpty();
    assertThat(Cursor.At.parse("A".repeat(401))).isEmpty();
  }
}

package dev.tripod.items;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/// Where a listing goes on. Redis hashes keys with a secret of each server, so a position is good
/// for the server that gave it only, and the token that clients send back names both. Clients take
/// it as opaque, but for `0`, the start and the end.
sealed interface Cursor {
  Cursor END = new End();

  /// The token for clients.
  String token();

  /// The listing is complete.
  record End() implements Cursor {
    @Override
    public String token() {
      return "0";
    }
  }

  /// The listing goes on at this position of this server.
  record At(HostAndPort server, String position) implements Cursor {
    private static final Pattern FORM = Pattern.compile("(\\d{1,20})@([^@:]{1,255}):(\\d{1,5})");
    private static final int MAX_TOKEN_LENGTH = 400;

    @Override
    public String token() {
      String plain = "%s@%s:%d".formatted(position, server.getHost(), server.getPort());
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    /// Empty when no server of ours gave this token.
    static Optional<At> parse(String token) {
      if (token.length() > MAX_TOKEN_LENGTH) {
        return Optional.empty();
      }
      try {
        String plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        return Optional.of(FORM.matcher(plain)).filter(Matcher::matches).map(At::of);
      } catch (IllegalArgumentException _) {
        return Optional.empty();
      }
    }

    private static At of(Matcher match) {
      return new At(
          new HostAndPort(match.group(2), Integer.parseInt(match.group(3))), match.group(1));
    }
  }
}

package dev.tripod.kit.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads typed values from environment variables, once, at start. An unset or empty variable gives
/// the default; anything else that does not parse throws [ConfigException].
public record Env(Map<String, String> variables) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  public Env {
    variables = Map.copyOf(variables);
  }

  public static Env system() {
    return new Env(System.getenv());
  }

  public Optional<String> text(String key) {
    return Optional.ofNullable(variables.get(key))
        .filter(value -> !value.isBlank())
        .map(String::strip);
  }

  public String text(String key, String fallback) {
    return text(key).orElse(fallback);
  }

  /// A whole number between `min` and `max`, both included.
  public int number(String key, int min, int max, int fallback) {
    return text(key).map(value -> parseNumber(key, value, min, max)).orElse(fallback);
  }

  /// A TCP port; 0 lets the system choose a free one.
  public int port(String key, int fallback) {
    return number(key, 0, 65_535, fallback);
  }

  /// A duration as Nomad and Consul write it, with one unit: `500ms`, `2s`, `1m`, `1h`.
  public Duration duration(String key, Duration fallback) {
    return text(key).map(value -> parseDuration(key, value)).orElse(fallback);
  }

  /// A URL with a scheme.
  public Optional<URI> uri(String key) {
    return text(key).map(value -> parseUri(key, value));
  }

  /// `1` or `true` is on; `0` or `false` is off.
  public boolean flag(String key) {
    String value = text(key, "0");
    return switch (value) {
      case "1", "true" -> true;
      case "0", "false" -> false;
      default -> throw new ConfigException(key, value, "1, true, 0 or false");
    };
  }

  private static int parseNumber(String key, String value, int min, int max) {
    try {
      int number = Integer.parseInt(value);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException _) {
      // Reported below together with what is out of range.
    }
    throw new ConfigException(key, value, "a whole number from %d to %d".formatted(min, max));
  }

  private static Duration parseDuration(String key, String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw new ConfigException(key, value, "a duration such as 500ms, 2s, 1m or 1h");
    }
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      default -> Duration.ofHours(amount);
    };
  }

  private static URI parseUri(String key, String value) {
    try {
      URI uri = new URI(value);
      if (uri.getScheme() != null) {
        return uri;
      }
    } catch (URISyntaxException _) {
      // Reported below together with what lacks a scheme.
    }
    throw new ConfigException(key, value, "a URL such as http://127.0.0.1:8500");
  }
}

package dev.tripod.items.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Keys by their SHA-256. A plain fast hash is enough for keys that are random and long
/// (`openssl rand -hex 32`); it would not be for passwords that people choose.
///
/// The time that a look-up takes tells nothing of use: what it compares are hashes, and nobody can
/// choose a key so that its hash comes ever closer to one of ours.
record ApiKeys(Map<String, ApiKey> byHash) {
  static final int MAX_KEYS = 1_000;
  static final int MAX_CHANGES_PER_MINUTE = 1_000_000;

  private static final String EXPECTED =
      "NAME SHA256HEX [CHANGES_PER_MINUTE]: a name of at most 64 letters, digits, '.', '_' or '-',"
          + " the key's SHA-256 as 64 hexadecimal digits, and a number from 1 to "
          + MAX_CHANGES_PER_MINUTE;
  private static final Pattern LINE =
      Pattern.compile(
          "(?<name>[A-Za-z0-9._-]{1,64})\\s+(?<hash>[0-9a-fA-F]{64})(\\s+(?<limit>\\d{1,7}))?");

  ApiKeys {
    byHash = Map.copyOf(byHash);
  }

  /// Reads lines of `NAME SHA256HEX [CHANGES_PER_MINUTE]`, and skips blank ones and comments (`#`).
  ///
  /// @throws IllegalArgumentException naming the line, with nothing of what it holds: it could be a
  /// key
  static ApiKeys parse(List<String> lines) {
    Map<String, ApiKey> byHash = new HashMap<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        add(byHash, number, line);
      }
    }
    return new ApiKeys(byHash);
  }

  private static void add(Map<String, ApiKey> byHash, int number, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw refusal(number, EXPECTED);
    }
    ApiKey key = new ApiKey(matcher.group("name"), limit(number, matcher.group("limit")));
    if (byHash.put(matcher.group("hash").toLowerCase(Locale.ROOT), key) != null) {
      throw refusal(number, "a key that no line above has");
    }
    if (byHash.size() > MAX_KEYS) {
      throw refusal(number, "the file's end: at most %d keys are taken".formatted(MAX_KEYS));
    }
  }

  private static OptionalInt limit(int number, String text) {
    if (text == null) {
      return OptionalInt.empty();
    }
    int limit = Integer.parseInt(text);
    if (limit < 1 || limit > MAX_CHANGES_PER_MINUTE) {
      throw refusal(number, EXPECTED);
    }
    return OptionalInt.of(limit);
  }

  private static IllegalArgumentException refusal(int number, String expected) {
    return new IllegalArgumentException("line %d to be %s".formatted(number, expected));
  }

  Optional<ApiKey> find(String key) {
    return Optional.ofNullable(byHash.get(hash(key)));
  }

  int size() {
    return byHash.size();
  }

  private static String hash(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}

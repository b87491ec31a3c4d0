package dev.tripod.kit.config;

/// The environment holds something a program refuses. The message names the key, the value and what
/// was expected; it is meant for the person who set the variable, so a `main` prints it alone and
/// exits with [#EXIT_CODE].
public final class ConfigException extends RuntimeException {
  /// `EX_CONFIG` of sysexits.
  public static final int EXIT_CODE = 78;

  public ConfigException(String key, String value, String expected) {
    super("%s is \"%s\": expected %s".formatted(key, value, expected));
  }

  public ConfigException(String key, String expected) {
    super("%s is not set: expected %s".formatted(key, expected));
  }
}

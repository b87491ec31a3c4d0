package dev.tripod.deployer.nomad;

import java.util.stream.Collectors;

/// Nomad's servers list errors in nested bullets, each list with a heading that counts them. What
/// people need are the bullets.
final class GoErrors {
  private static final String HEADING = "\\d+ (error|warning)s?( occurred)?:?";

  private GoErrors() {}

  /// In one line; text that is no such list stays as it is.
  static String text(String message) {
    if (!message.lines().anyMatch(line -> line.strip().startsWith("* "))) {
      return message.strip();
    }
    return message
        .lines()
        .map(line -> line.strip().replaceFirst("^\\* ", "").replaceFirst(HEADING + "$", "").strip())
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining("; "))
        .replace(":;", ":");
  }
}

package dev.tripod.deployer.cli;

import java.io.Console;
import java.util.Optional;

/// Whether a person looks on.
final class Terminal {
  private Terminal() {}

  /// The console, when both ends of it are a terminal.
  static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  static boolean present() {
    return console().isPresent();
  }
}

package dev.tripod.scenarios.explain;

import dev.tripod.scenarios.lab.Command;

/// A command and what came of it.
///
/// @param typed as a person would type it
public record Deed(String typed, Command.Output output) {
  /// For a document.
  String markdown() {
    return """
        ```
        $ %s
        %s
        exit code %d
        ```
        """
        .formatted(typed, output.said(), output.exitCode());
  }
}

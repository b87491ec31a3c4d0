package dev.tripod.deployer.nomad;

import java.util.List;

/// One field of a job that differs, or one part of it that is there on one side only.
///
/// @param path from the outside in, such as `group web`, `task server`, `Env[LEVEL]`
/// @param before empty when it was added
/// @param after empty when it was removed
/// @param effects what Nomad says follows from it, such as `forces create/destroy update`
public record Change(
    Kind kind, List<String> path, String before, String after, List<String> effects) {
  /// How the two sides differ.
  public enum Kind {
    ADDED,
    EDITED,
    REMOVED
  }
}

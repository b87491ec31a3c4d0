package dev.tripod.deployer.plan;

import dev.tripod.deployer.nomad.ChangeText;
import java.util.List;
import java.util.stream.Stream;

/// Drift in words, for a person.
public final class DriftText {
  private DriftText() {}

  /// A headline, then one line for each field that differs.
  public static List<String> lines(Drift drift) {
    return Stream.concat(
            Stream.of(drift.key() + ": " + headline(drift) + origin(drift)),
            ChangeText.indented(drift.changes()).stream())
        .toList();
  }

  private static String origin(Drift drift) {
    return drift.origin().isEmpty() ? "" : " (" + drift.origin() + ")";
  }

  private static String headline(Drift drift) {
    return switch (drift.kind()) {
      case DIFFERS -> "version %d differs from %s".formatted(drift.version(), drift.file());
      case NOT_REGISTERED -> "in %s, but not registered".formatted(drift.file());
      case STOPPED -> "stopped, and %s wants it to run".formatted(drift.file());
      case IN_NO_FILE -> "registered, but in no file of the folder";
      case NOT_COMPARABLE ->
          "%s cannot be compared, Nomad would refuse it: %s".formatted(drift.file(), drift.why());
    };
  }

  /// One line about all.
  public static String total(List<Drift> drifts, int files) {
    return drifts.isEmpty()
        ? "no drift: %d jobs are as their files want them".formatted(files)
        : "drift: %d jobs are not as the files want them".formatted(drifts.size());
  }
}

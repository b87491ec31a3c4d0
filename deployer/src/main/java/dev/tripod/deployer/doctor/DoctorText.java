package dev.tripod.deployer.doctor;

import java.util.List;
import java.util.stream.Stream;

/// Findings for a person.
public final class DoctorText {
  private static final String NEXT = "   → ";

  private DoctorText() {}

  /// Columns, for a terminal.
  public static List<String> table(List<Finding> findings) {
    var width = findings.stream().mapToInt(one -> one.what().length()).max().orElse(1);
    return text(findings, "%-8s%-" + width + "s  %s");
  }

  /// Words, for a pipe.
  public static List<String> lines(List<Finding> findings) {
    return text(findings, "%s %s: %s");
  }

  private static List<String> text(List<Finding> findings, String line) {
    return findings.stream()
        .flatMap(
            one ->
                Stream.of(
                    line.formatted(one.level().word(), one.what(), one.sentence()),
                    one.next().isEmpty() ? "" : NEXT + one.next()))
        .filter(text -> !text.isEmpty())
        .toList();
  }
}

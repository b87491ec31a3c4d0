package dev.tripod.deployer.nomad;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Who registered a version of a job, when and why. Nomad keeps no author, so this is written
/// as a comment into the first line of the variables that it keeps beside the version's
/// source.
///
/// @param what was done, such as `submit` or `rollback to version 3`
/// @param name of the person, without blanks
/// @param at tells two signatures apart that say the same
/// @param reason in one line
public record Signature(String what, String name, Instant at, String reason) {
  private static final String MARK = "# tripod: ";
  private static final Pattern LINE =
      Pattern.compile(MARK + "(.+?) by (\\S+) at (\\S+): (.*)(\n|$)");

  /// A reason of many lines would leave the comment.
  public Signature {
    reason = reason.strip().replaceAll("\\s+", " ");
  }

  static Optional<Signature> of(String variables) {
    var line = LINE.matcher(variables);
    return line.lookingAt() ? of(line) : Optional.empty();
  }

  private static Optional<Signature> of(Matcher line) {
    try {
      var at = Instant.parse(line.group(3));
      return Optional.of(new Signature(line.group(1), line.group(2), at, line.group(4)));
    } catch (DateTimeException _) {
      // Somebody else's comment.
      return Optional.empty();
    }
  }

  /// The variables, signed with this alone.
  String over(String variables) {
    var unsigned = of(variables).isPresent() ? variables.replaceFirst(".*\n?", "") : variables;
    return "%s%s by %s at %s: %s\n%s".formatted(MARK, what, name, at, reason, unsigned);
  }
}

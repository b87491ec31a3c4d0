package dev.tripod.deployer.doctor;

/// What a check found.
///
/// @param what was looked at, in a few words
/// @param next what to do; empty when nothing is to be done
public record Finding(Level level, String what, String sentence, String next) {

  static Finding ok(String what, String sentence) {
    return new Finding(Level.OK, what, sentence, "");
  }

  static Finding warn(String what, String sentence, String next) {
    return new Finding(Level.WARN, what, sentence, next);
  }

  static Finding fail(String what, String sentence, String next) {
    return new Finding(Level.FAIL, what, sentence, next);
  }

  static Finding skipped(String what, String sentence) {
    return new Finding(Level.SKIPPED, what, sentence, "");
  }

  /// With what is to be done when it is not fine.
  static Finding of(Level level, String what, String sentence, String next) {
    return new Finding(level, what, sentence, level == Level.OK ? "" : next);
  }
}

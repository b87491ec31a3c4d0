package dev.tripod.deployer.scale;

import java.time.Duration;
import java.util.Locale;

/// Numbers read the same on every machine, whatever its locale.
final class Text {
  private Text() {}

  /// One decimal: "310.0".
  static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  /// Seconds to one decimal: "2.5 s".
  static String seconds(Duration duration) {
    return number(duration.toMillis() / 1000.0) + " s";
  }
}

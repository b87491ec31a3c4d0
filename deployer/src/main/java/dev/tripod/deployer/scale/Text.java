package dev.tripod.deployer.scale;

import java.time.Duration;
import java.util.Locale;

/// Numbers read the same on every machine, whatever its locale.
public final class Text {
  private Text() {}

  /// One decimal: "310.0".
  public static String number(double number) {
    return String.format(Locale.ROOT, "%.1f", number);
  }

  /// Seconds to one decimal: "2.5 s".
  public static String seconds(Duration duration) {
    return number(duration.toMillis() / 1000.0) + " s";
  }

  /// A time that may be short: "20.0 ms", "1.5 s".
  public static String time(double seconds) {
    return seconds < 1 ? number(seconds * 1000) + " ms" : number(seconds) + " s";
  }
}

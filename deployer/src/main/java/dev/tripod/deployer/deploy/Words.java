package dev.tripod.deployer.deploy;

import java.time.Duration;
import java.util.Locale;

/// Values as people write them.
public final class Words {
  private Words() {}

  /// `5m` or `1h30m`
  public static String of(Duration duration) {
    return duration.toString().substring(2).toLowerCase(Locale.ROOT);
  }

  /// `12.3 s`
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}

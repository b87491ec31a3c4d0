package dev.tripod.deployer.scale;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Durations as job files write them, in Go's form: "1m30s", "500ms", "1.5h".
public final class Durations {
  private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ns|us|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART.pattern() + ")+");
  private static final int MAX_LENGTH = 32;

  private static final Map<String, Double> NANOS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "m", 60e9, "h", 3600e9);

  private Durations() {}

  /// Empty when the text is no duration. "0" needs no unit.
  public static Optional<Duration> parse(String text) {
    if (text.equals("0")) {
      return Optional.of(Duration.ZERO);
    }
    if (text.length() > MAX_LENGTH || !WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    double nanos =
        PART.matcher(text)
            .results()
            .mapToDouble(part -> Double.parseDouble(part.group(1)) * NANOS.get(part.group(2)))
            .sum();
    return Optional.of(Duration.ofNanos(Math.round(nanos)));
  }
}

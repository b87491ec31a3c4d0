package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Durations;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.policy.Fallback.Fixed;
import dev.tripod.deployer.scale.policy.Fallback.Hold;
import dev.tripod.deployer.scale.policy.Fallback.Last;
import dev.tripod.deployer.scale.policy.Fallback.LastWeek;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What takes the place of a check's number, by the way in which it is missing.
public record Fallbacks(Map<Lack, Fallback> byLack) {
  static final String EXPECTED = "\"hold\", \"last\" or \"last 5m\", \"count 4\", or \"last_week\"";

  public static final Fallbacks NONE = new Fallbacks(Map.of());

  private static final Fallback HOLD = new Hold();
  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final Pattern COUNT = Pattern.compile("count (\\d{1,6})");
  private static final Pattern LAST = Pattern.compile("last (\\S+)");

  public Fallbacks {
    byLack = Map.copyOf(byLack);
  }

  public Fallback on(Lack lack) {
    return byLack.getOrDefault(lack, HOLD);
  }

  /// Whether a week-old answer may be needed.
  public boolean needLastWeek() {
    return byLack.values().stream().anyMatch(LastWeek.class::isInstance);
  }

  /// Empty when the text is none of [#EXPECTED].
  static Optional<Fallback> parse(String text) {
    Matcher count = COUNT.matcher(text);
    Matcher last = LAST.matcher(text);
    return switch (text) {
      case "hold" -> Optional.of(HOLD);
      case "last" -> Optional.of(new Last(LONGEST));
      case "last_week" -> Optional.of(new LastWeek());
      case String _ when count.matches() ->
          Optional.of(new Fixed(Integer.parseInt(count.group(1))));
      case String _ when last.matches() -> Durations.parse(last.group(1)).map(Last::new);
      case String _ -> Optional.empty();
    };
  }
}

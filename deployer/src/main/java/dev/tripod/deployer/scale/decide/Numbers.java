package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.Text;
import dev.tripod.deployer.scale.policy.Fallback;
import dev.tripod.deployer.scale.policy.Fallbacks;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/// Gets the number of a query: the one of now, or what the policy says is to take its place.
final class Numbers {
  private final Samples samples;
  private final Map<String, Sample.Value> known;
  private final Instant now;

  /// @param known the last number of each query
  Numbers(Samples samples, Map<String, Sample.Value> known, Instant now) {
    this.samples = samples;
    this.known = new HashMap<>(known);
    this.now = now;
  }

  /// What a query comes to.
  sealed interface Found {}

  /// @param substitute what stands in for the number of now; empty when it is that
  record Given(Sample.Value value, String substitute) implements Found {}

  /// A count takes the place of all that the check would say.
  record CountInstead(int count, String why) implements Found {}

  record None(String why) implements Found {}

  Found of(Query query, Fallbacks fallbacks) {
    return switch (Believed.of(samples.of(query), query, now)) {
      case Sample.Value value -> {
        known.put(query.key(), value);
        yield new Given(value, "");
      }
      case Sample.Missing missing -> instead(query, missing, fallbacks.on(missing.lack()));
    };
  }

  /// With those of this evaluation.
  Map<String, Sample.Value> known() {
    return known;
  }

  private Found instead(Query query, Sample.Missing missing, Fallback fallback) {
    return switch (fallback) {
      case Fallback.Hold _ -> new None(missing.reason());
      case Fallback.Fixed(int count) -> new CountInstead(count, missing.reason());
      case Fallback.Last(Duration longest) -> last(query, missing, longest);
      case Fallback.LastWeek _ -> lastWeek(query, missing);
    };
  }

  private Found last(Query query, Sample.Missing missing, Duration longest) {
    Sample.Value value = known.get(query.key());
    if (value == null) {
      return new None(missing.reason() + ", and there was none before");
    }
    var age = Duration.between(value.at().plus(query.offset()), now);
    return age.compareTo(longest) > 0
        ? new None(
            "%s, and the last number is %s old, used up to %s"
                .formatted(missing.reason(), Text.seconds(age), Text.seconds(longest)))
        : new Given(value, "last known, " + Text.seconds(age) + " old: " + missing.reason());
  }

  private Found lastWeek(Query query, Sample.Missing missing) {
    return switch (Believed.of(samples.of(query.lastWeek()), query.lastWeek(), now)) {
      case Sample.Value value -> new Given(value, "as a week ago: " + missing.reason());
      case Sample.Missing(_, String reason) ->
          new None(missing.reason() + ", and a week ago: " + reason);
    };
  }
}

package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.JsonText;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What one run of a scenario measured, by name. Durations are in milliseconds and say so in their
/// name.
public record Figure(String scenario, Map<String, Object> values) {
  public Figure {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  public static Figure of(String scenario) {
    return new Figure(scenario, Map.of());
  }

  public Figure with(String name, Object value) {
    var all = new LinkedHashMap<>(values);
    all.put(name, value);
    return new Figure(scenario, all);
  }

  public Figure millis(String name, Duration duration) {
    return with(name + "Millis", duration.toMillis());
  }

  public long number(String name) {
    return ((Number) values.get(name)).longValue();
  }

  /// One line for people and for programs: `FIGURE {"scenario": …}`.
  public String line() {
    var all = new LinkedHashMap<String, Object>();
    all.put("scenario", scenario);
    all.putAll(values);
    return "FIGURE " + JsonText.of(all);
  }
}

package dev.tripod.items;

import dev.tripod.kit.config.Env;
import java.util.HashMap;
import java.util.Map;

/// The service as tests start it: on a free port, ending at once, and anyone may change items.
final class TestItems {
  private TestItems() {}

  /// `more`: variables of the environment, such as `REDIS_URL`.
  static Items start(Map<String, String> more) {
    Map<String, String> variables =
        new HashMap<>(Map.of("PORT", "0", "DRAIN_DELAY", "0ms", "CHANGES", "anonymous"));
    variables.putAll(more);
    return Items.start(ItemsSettings.of(new Env(variables)));
  }
}

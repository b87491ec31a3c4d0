package dev.tripod.items.access;

import dev.tripod.items.redis.Redis;
import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who may change items: whoever has a key, or anyone. Neither is a default, so that nobody runs an
/// open service without having said so.
public sealed interface Changes {
  /// The guard of this choice; says in the log what the choice is.
  Guard guard(Redis redis);

  /// From `CHANGES` and `API_KEYS_FILE`.
  ///
  /// @throws ConfigException when neither choice is made, when both are, or the keys cannot be read
  static Changes of(Env env) {
    String expected =
        "keys (" + KeyFile.VARIABLE + " names them), or anonymous (anyone may change items)";
    String choice = env.text("CHANGES").orElseThrow(() -> new ConfigException("CHANGES", expected));
    Optional<String> file = env.text(KeyFile.VARIABLE);
    return switch (choice) {
      case "anonymous" -> anonymous(file);
      case "keys" -> keyed(file);
      default -> throw new ConfigException("CHANGES", choice, expected);
    };
  }

  private static Changes anonymous(Optional<String> file) {
    if (file.isPresent()) {
      throw new ConfigException(
          KeyFile.VARIABLE, file.get(), "nothing, because CHANGES is anonymous");
    }
    return new Anonymous();
  }

  private static Changes keyed(Optional<String> file) {
    return new Keyed(
        KeyFile.open(
            file.map(Path::of)
                .orElseThrow(
                    () ->
                        new ConfigException(
                            KeyFile.VARIABLE,
                            "a file with a line NAME SHA256HEX [CHANGES_PER_MINUTE] for each key,"
                                + " because CHANGES is keys"))));
  }

  /// Everybody.
  record Anonymous() implements Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    @Override
    public Guard guard(Redis redis) {
      LOG.warn("CHANGES=anonymous: anyone who reaches this service may change items");
      return change -> change;
    }
  }

  /// Who has one of these keys.
  record Keyed(KeyFile keys) implements Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    @Override
    public Guard guard(Redis redis) {
      LOG.info("CHANGES=keys: {} API keys from {} may change items", keys.size(), keys);
      return new KeyGuard(keys, new Quotas(redis, InstantSource.system()));
    }
  }
}

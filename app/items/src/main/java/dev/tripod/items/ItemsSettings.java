package dev.tripod.items;

import dev.tripod.items.access.Changes;
import dev.tripod.items.redis.RedisUrl;
import dev.tripod.items.redis.WriteAcks;
import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import dev.tripod.kit.http.HttpSettings;
import dev.tripod.kit.redis.RedisLogin;
import java.util.Optional;

/// What the environment decides.
///
/// @param cors `CORS_ORIGINS`, by default any origin
/// @param changes `CHANGES`, and `API_KEYS_FILE` with it
/// @param writeUrl `REDIS_URL`
/// @param readUrl `REDIS_REPLICAS_URL`, by default the same
/// @param login `REDIS_USER` and `REDIS_PASSWORD_FILE`
/// @param acks `WRITE_ACKS`, by default what the kind of `REDIS_URL` allows
record ItemsSettings(
    HttpSettings http,
    Cors cors,
    Changes changes,
    RedisUrl writeUrl,
    Optional<RedisUrl> readUrl,
    Optional<RedisLogin> login,
    WriteAcks acks) {
  private static final int DEFAULT_PORT = 3000;

  static ItemsSettings of(Env env) {
    RedisUrl writeUrl =
        RedisUrl.of(env, "REDIS_URL")
            .orElseThrow(() -> new ConfigException("REDIS_URL", RedisUrl.EXPECTED));
    return new ItemsSettings(
        HttpSettings.of(env, DEFAULT_PORT),
        Cors.of(env),
        Changes.of(env),
        writeUrl,
        RedisUrl.of(env, "REDIS_REPLICAS_URL"),
        RedisLogin.of(env),
        WriteAcks.of(env, writeUrl));
  }
}

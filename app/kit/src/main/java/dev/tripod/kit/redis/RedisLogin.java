package dev.tripod.kit.redis;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.RedisCredentialsProvider;
import redis.clients.jedis.exceptions.JedisConnectionException;

/// Who a service is to Redis: a user of Redis's ACL, whose password is in a file. The file is read
/// for each new connection, so that a new password needs no restart.
///
/// (For services that have Jedis; kit itself does not bring it.)
public record RedisLogin(String user, Path passwordFile) implements RedisCredentialsProvider {

  /// From `REDIS_USER` and `REDIS_PASSWORD_FILE`; empty when neither is set, for a Redis that asks
  /// nobody.
  ///
  /// @throws ConfigException when only one is set
  public static Optional<RedisLogin> of(Env env) {
    Optional<String> user = env.text("REDIS_USER");
    Optional<String> file = env.text("REDIS_PASSWORD_FILE");
    if (user.isPresent() != file.isPresent()) {
      throw new ConfigException(
          user.isPresent() ? "REDIS_PASSWORD_FILE" : "REDIS_USER",
          "a value too, or neither REDIS_USER nor REDIS_PASSWORD_FILE");
    }
    return user.map(name -> new RedisLogin(name, Path.of(file.get())));
  }

  /// What connections are made with, to be completed; `name` is shown by `CLIENT LIST`.
  public static DefaultJedisClientConfig.Builder config(Optional<RedisLogin> login, String name) {
    var config = DefaultJedisClientConfig.builder().clientName(name);
    login.ifPresent(config::credentialsProvider);
    return config;
  }

  @Override
  public RedisCredentials get() {
    try {
      return new DefaultRedisCredentials(user, Files.readString(passwordFile).strip());
    } catch (IOException e) {
      throw new JedisConnectionException("no password for Redis in " + passwordFile, e);
    }
  }
}

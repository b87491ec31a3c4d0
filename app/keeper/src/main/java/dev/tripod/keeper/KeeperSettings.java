package dev.tripod.keeper;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.http.HttpSettings;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.redis.RedisLogin;
import java.net.URI;
import java.util.Optional;

/// @param consul the local agent
/// @param login who the keeper is to Redis
/// @param node the name of this node in Nomad and in Consul
record KeeperSettings(Endpoint consul, Optional<RedisLogin> login, String node, HttpSettings http) {
  private static final int DEFAULT_PORT = 9122;

  /// From `CONSUL_URL`, `CONSUL_TOKEN`, `NODE_NAME`, and what [RedisLogin] and [HttpSettings] read.
  static KeeperSettings of(Env env) {
    return new KeeperSettings(
        new Endpoint(
            env.uri("CONSUL_URL").orElse(URI.create("http://127.0.0.1:8500")),
            env.text(Consul.TOKEN_VARIABLE)),
        RedisLogin.of(env),
        env.text("NODE_NAME")
            .orElseThrow(
                () ->
                    new ConfigException(
                        "NODE_NAME", "the node's name, in a job ${node.unique.name}")),
        HttpSettings.of(env, DEFAULT_PORT));
  }
}

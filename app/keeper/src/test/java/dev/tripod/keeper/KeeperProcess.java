package dev.tripod.keeper;

import dev.tripod.kit.config.Env;
import dev.tripod.kit.http.HttpSettings;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.redis.RedisLogin;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The keeper as [Main] starts it, on a free port, for a node of the tests.
final class KeeperProcess {
  private KeeperProcess() {}

  /// Takes the URL of Consul, the name of the node, and the file of its password for Redis.
  public static void main(String[] args) {
    var login = new RedisLogin("keeper", Path.of(args[2]));
    HttpSettings http = HttpSettings.of(new Env(Map.of("PORT", "0", "DRAIN_DELAY", "0s")), 0);
    KeeperService.start(
            new KeeperSettings(
                Endpoint.open(URI.create(args[0])), Optional.of(login), args[1], http),
            KeeperNode::nodeOf)
        .closeOnExit();
  }
}

package dev.tripod.keeper;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.http.HttpService;
import dev.tripod.kit.http.Metrics;
import java.util.function.Function;

/// A keeper with its `/healthz` and `/metrics`.
final class KeeperService implements AutoCloseable {
  private final Keeper keeper;
  private final HttpService http;

  private KeeperService(Keeper keeper, HttpService http) {
    this.keeper = keeper;
    this.http = http;
  }

  /// `nodeOf` tells on which node an instance runs.
  static KeeperService start(KeeperSettings settings, Function<ServiceInstance, String> nodeOf) {
    Metrics metrics = new Metrics();
    KeeperMetrics meters = new KeeperMetrics(metrics.registry());
    Keeper keeper =
        Keeper.start(
            new Consul(settings.consul()),
            settings.login(),
            settings.node(),
            nodeOf,
            meters::update);
    return new KeeperService(
        keeper, HttpService.start(settings.http(), metrics, KeeperHealth.of(keeper), _ -> {}));
  }

  int port() {
    return http.port();
  }

  void closeOnExit() {
    http.closeOnExit(keeper::close);
  }

  @Override
  public void close() {
    http.close();
    keeper.close();
  }
}

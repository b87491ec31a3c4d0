package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.GroupScales;
import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.prometheus.Prometheus;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.Leadership;
import dev.tripod.kit.http.HttpService;
import dev.tripod.kit.http.HttpSettings;
import dev.tripod.kit.http.Metrics;
import dev.tripod.kit.net.Endpoint;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The autoscaler as a service: the loop, its lock, and its HTTP side (`/healthz`, `/metrics`,
/// `/leader`, `/v1/decisions?job=&group=&limit=`, `/v1/policies`, `/v1/explain?job=&group=`).
public final class AutoscalerService implements AutoCloseable {
  /// The lock in Consul of the one that changes counts.
  public static final String LEADER_KEY = "tripod/autoscaler/leader";
  private static final Duration QUERY_TIMEOUT = Duration.ofSeconds(2);
  private static final int MAX_BODY_BYTES = 64 * 1024;
  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(1);

  /// Where the peers are, and who this is.
  ///
  /// @param port 0 lets the system choose
  /// @param holder the name of this instance, in the lock and in Nomad's scaling events
  public record Settings(
      Endpoint nomad, Endpoint consul, URI prometheus, int port, String holder) {}

  private static final Logger LOG = LoggerFactory.getLogger(AutoscalerService.class);

  private static final class Announcement implements Leadership.Listener {
    @Override
    public void gained() {
      LOG.info("leads: counts are changed from here");
    }

    @Override
    public void lost() {
      LOG.info("stands by: another instance may change counts");
    }
  }

  private final Leadership leadership;
  private final ScalingApi nomad;
  private final GroupScales groups;
  private final Prometheus prometheus;
  private final Autoscaler autoscaler;
  private final HttpService http;
  private final AtomicBoolean closed = new AtomicBoolean();

  private AutoscalerService(Settings settings) {
    this.leadership =
        Leadership.start(new Consul(settings.consul()), LEADER_KEY, settings.holder());
    this.leadership.addListener(new Announcement());
    this.nomad = new ScalingApi(settings.nomad());
    this.groups = new GroupScales(nomad);
    this.prometheus = new Prometheus(settings.prometheus(), QUERY_TIMEOUT);
    var metrics = new Metrics();
    this.autoscaler =
        new Autoscaler(
            new Peers(nomad, groups, prometheus, leadership::isLeader, settings.holder()),
            new LoopMetrics(metrics.registry()));
    this.http =
        HttpService.start(
            new HttpSettings(
                settings.port(),
                MAX_BODY_BYTES,
                HttpSettings.IDLE_TIMEOUT,
                Duration.ZERO,
                DRAIN_TIMEOUT),
            metrics,
            new AutoscalerHealth(autoscaler).health(),
            routes -> {
              routes.get("/leader", new LeaderPage(leadership::isLeader));
              routes.get("/v1/policies", new PoliciesPage(autoscaler));
              routes.get("/v1/explain", new ExplainPage(autoscaler));
              routes.get(
                  "/v1/decisions", new DecisionsPage(autoscaler.records(), leadership::isLeader));
            });
  }

  /// Returns when the port accepts connections; the peers need not be there.
  public static AutoscalerService start(Settings settings) {
    var service = new AutoscalerService(settings);
    service.autoscaler.start();
    return service;
  }

  public int port() {
    return http.port();
  }

  public boolean isLeader() {
    return leadership.isLeader();
  }

  /// Waits until the service is closed.
  public void await() throws InterruptedException {
    http.await();
  }

  /// Gives the lock back, so that another instance leads at once.
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    autoscaler.close();
    leadership.close();
    http.close();
    groups.close();
    nomad.close();
    prometheus.close();
  }
}

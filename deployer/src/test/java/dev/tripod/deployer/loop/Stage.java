package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.GroupScale;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.nomad.Source;
import dev.tripod.deployer.prometheus.PrometheusServer;
import dev.tripod.deployer.scale.Target;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.NomadAgent;
import java.time.Duration;

/// Real Nomad, Consul and Prometheus, and a job `web` whose instances share a load that the test
/// sets: Prometheus sees load / running, as it would with a load balancer in front.
final class Stage implements AutoCloseable {
  static final Target WEB = new Target("default", "web", "web");
  static final int TARGET = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ConsulAgent consul = ConsulAgent.start();
  private final NomadAgent nomad = NomadAgent.start(consul);
  private final PrometheusServer prometheus = PrometheusServer.start();
  private final Nomad jobs = new Nomad(Endpoint.open(nomad.url()), Nomad.PATIENT);
  private final ScalingApi scaling = new ScalingApi(Endpoint.open(nomad.url()));
  private volatile double load;

  Stage() {
    prometheus.serve("load", () -> load);
    prometheus.serve("load_per_instance", () -> load / Math.max(1, running()));
  }

  /// Submits the job and waits until it runs.
  ///
  /// @param minHealthyTime how long each of its deployments takes at least
  void submit(int count, String minHealthyTime, String policy) {
    var hcl =
        """
        job "web" {
          update {
            health_check     = "task_states"
            min_healthy_time = "%s"
          }
          group "web" {
            count = %d
            scaling {
              min = 1
              max = 6
              policy {
                %s
              }
            }
            task "sleep" {
              driver       = "raw_exec"
              kill_timeout = "1s"
              config {
                command = "sleep"
                args    = ["3600"]
              }
              resources {
                cpu    = 20
                memory = 10
              }
            }
          }
        }
        """
            .formatted(minHealthyTime, count, policy);
    jobs.register(jobs.parse(hcl, ""), 0, Source.NONE);
    awaitCount(count);
  }

  /// Ends the job and whatever was decided about it.
  void clear() {
    nomad.purge();
  }

  /// The whole load, in the unit of which one instance at target serves [#TARGET].
  void load(double load) {
    this.load = load;
  }

  /// Waits until the count is as given, and all of it runs.
  void awaitCount(int count) {
    Await.until(
        "web has " + count + " running instances",
        PATIENCE,
        () -> group().count().desired() == count && group().count().running() == count);
  }

  /// Whether the job's first deployment has come to its end.
  boolean deployed() {
    var all = jobs.deployments(new JobKey("default", "web"), 0, Duration.ZERO).value();
    return !all.isEmpty() && !all.getLast().status().equals("running");
  }

  GroupScale group() {
    return scaling.group(WEB);
  }

  AutoscalerService autoscaler(String holder) {
    return AutoscalerService.start(
        new AutoscalerService.Settings(
            Endpoint.open(nomad.url()), Endpoint.open(consul.url()), prometheus.url(), 0, holder));
  }

  ConsulAgent consul() {
    return consul;
  }

  NomadAgent nomad() {
    return nomad;
  }

  PrometheusServer prometheus() {
    return prometheus;
  }

  ScalingApi scaling() {
    return scaling;
  }

  /// Also asked while there is no job.
  private int running() {
    try {
      return scaling.group(WEB).count().running();
    } catch (NomadRefused | NomadUnavailable _) {
      return 0;
    }
  }

  @Override
  public void close() {
    prometheus.close();
    scaling.close();
    jobs.close();
    nomad.close();
    consul.close();
  }
}

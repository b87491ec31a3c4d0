package dev.tripod.deployer.nomad;

import dev.tripod.deployer.scale.Target;
import dev.tripod.kit.net.Endpoint;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.NomadAgent;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/// A test against a real Nomad agent, with a job whose instances sleep; each begins without it.
abstract class ScalingTest {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final Target WEB = new Target("default", "web", "web");
  static final JobKey JOB = new JobKey("default", "web");

  static NomadAgent nomad;
  static ScalingApi scaling;
  static Nomad jobs;
  private static ConsulAgent consul;

  @BeforeAll
  static void startAgents() {
    consul = ConsulAgent.start();
    startNomad();
  }

  static void startNomad() {
    nomad = NomadAgent.start(consul);
    scaling = new ScalingApi(Endpoint.open(nomad.url()));
    jobs = new Nomad(Endpoint.open(nomad.url()), Nomad.PATIENT);
  }

  @AfterAll
  static void stopAgents() {
    stopNomad();
    consul.close();
  }

  static void stopNomad() {
    scaling.close();
    jobs.close();
    nomad.close();
  }

  @AfterEach
  final void purge() {
    nomad.purge();
  }

  /// A job that is healthy as soon as its instances have run for a while, with up to 4 of them.
  static void register(int min, int count, String minHealthyTime) {
    register(
        """
        update {
          health_check     = "task_states"
          min_healthy_time = "%s"
        }
        """
            .formatted(minHealthyTime),
        """
        count = %d
        scaling {
          min = %d
          max = 4
          policy {
            cooldown = "1m"
          }
        }
        """
            .formatted(count, min),
        10);
  }

  /// Any other.
  ///
  /// @param inJob what stands in the block of the job
  /// @param inGroup what stands in the block of the group
  static void register(String inJob, String inGroup, long memoryMb) {
    var hcl =
        """
        job "web" {
          %s
          group "web" {
            %s
            task "sleep" {
              driver = "raw_exec"
              config {
                command = "sleep"
                args    = ["3600"]
              }
              resources {
                cpu    = 20
                memory = %d
              }
            }
          }
        }
        """
            .formatted(inJob, inGroup, memoryMb);
    jobs.register(jobs.parse(hcl, ""), 0, Source.NONE);
  }
}

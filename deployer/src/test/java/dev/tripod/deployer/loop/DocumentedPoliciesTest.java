package dev.tripod.deployer.loop;

import org.junit.jupiter.api.Test;

/// The example that nomad-autoscaler's documentation has for each strategy, with its words and
/// values, run on real Nomad, Consul and Prometheus
/// (developer.hashicorp.com/nomad/tools/autoscaling/plugins/strategy). The examples leave open what
/// is asked of which source; each gets a query, and an evaluation each second.
class DocumentedPoliciesTest extends StageTest {
  @Test
  void targetValue() {
    stage.load(19);
    submit(
        """
        check "target-value-check" {
          source = "prometheus"
          query  = "load_per_instance"
          strategy "target-value" {
            target    = 20
            threshold = 0.0001
          }
        }
        """);
    try (var _ = stage.autoscaler("one")) {
      stage.load(60);
      stage.awaitCount(3);
      stage.load(39);
      stage.awaitCount(2);
    }
  }

  @Test
  void threshold() {
    stage.load(50);
    submit(
        """
        check "high-memory-usage" {
          source       = "prometheus"
          query        = "load_per_instance"
          query_window = "10s"
          group        = "memory-usage"
          strategy "threshold" {
            upper_bound = 100
            lower_bound = 70
            delta       = 1
          }
        }
        check "low-memory-usage" {
          source       = "prometheus"
          query        = "load_per_instance"
          query_window = "10s"
          group        = "memory-usage"
          strategy "threshold" {
            upper_bound = 30
            lower_bound = 0
            delta       = -1
          }
        }
        """);
    try (var _ = stage.autoscaler("one")) {
      stage.load(99);
      stage.awaitCount(2);
      stage.load(40);
      stage.awaitCount(1);
    }
  }

  @Test
  void passThrough() {
    stage.load(1);
    submit(
        """
        check "pass-through-check" {
          source = "prometheus"
          query  = "load"
          strategy "pass-through" {}
        }
        """);
    try (var _ = stage.autoscaler("one")) {
      stage.load(4);
      stage.awaitCount(4);
      stage.load(2);
      stage.awaitCount(2);
    }
  }

  @Test
  void fixedValue() {
    stage.load(1);
    submit(
        """
        check "fixed-value-check" {
          source = "prometheus"
          query  = "load"
          strategy "fixed-value" {
            value = 3
          }
        }
        """);
    try (var _ = stage.autoscaler("one")) {
      stage.awaitCount(3);
    }
  }

  private static void submit(String checks) {
    stage.submit(1, "0s", "cooldown = \"1s\"\nevaluation_interval = \"1s\"\n" + checks);
  }
}

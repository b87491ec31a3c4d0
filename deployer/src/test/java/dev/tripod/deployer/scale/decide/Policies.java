package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.hcl.BadHcl;
import dev.tripod.deployer.hcl.ScalingFile;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.policy.PolicyReading;
import java.time.Duration;

/// Policies of tests, written as people write them.
public final class Policies {
  static final Duration COOLDOWN = Duration.ofSeconds(5);
  static final Duration QUERY_WINDOW = Duration.ofSeconds(10);

  /// 150 requests/s of each instance, within 1 %.
  public static final String TARGET = "strategy \"target-value\" { target = 150 }";

  private Policies() {}

  /// items, 1 to 8, evaluated each second, cooldown 5 s unless `words` give one.
  public static Policy items(String words, String... checks) {
    String cooldown = words.contains("cooldown =") ? "" : "cooldown = \"5s\"";
    String interval = words.contains("evaluation_interval") ? "" : "evaluation_interval = \"1s\"";
    String all = checks.length == 0 ? check("rate", TARGET) : String.join("\n", checks);
    return policy(
        """
        job "items" { group "items" { scaling {
          min = 1
          max = 8
          policy {
            %s
            %s
            %s
            %s
          }
        } } }
        """
            .formatted(interval, cooldown, words, all));
  }

  static Policy items() {
    return items("");
  }

  /// A check of requests/s with the given words besides.
  public static String check(String name, String words) {
    return """
    check "%s" {
      source = "prometheus"
      query = "avg(x)"
      query_window = "10s"
      unit = "requests/s"
      %s
    }
    """
        .formatted(name, words);
  }

  /// The one policy of a text.
  public static Policy policy(String hcl) {
    try {
      return switch (ScalingFile.read("policy.hcl", hcl).readings().getFirst()) {
        case PolicyReading.Accepted(Policy policy) -> policy;
        case PolicyReading.Refused refused -> throw new IllegalArgumentException(refused.words());
      };
    } catch (BadHcl e) {
      throw new IllegalArgumentException(e);
    }
  }
}

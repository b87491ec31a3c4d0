package dev.tripod.deployer.hcl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.deployer.scale.Target;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.policy.PolicyReading;
import dev.tripod.deployer.scale.policy.PolicyReading.Accepted;
import dev.tripod.deployer.scale.policy.PolicyReading.Refused;
import dev.tripod.deployer.scale.strategy.MaxStep;
import dev.tripod.deployer.scale.strategy.TargetValue;
import dev.tripod.deployer.scale.strategy.TargetValue.MetricOf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingFileTest {
  private static final String CHECK =
      """
      check "c" {
        source = "prometheus"
        query = "avg(x)"
        strategy "target-value" {
          target = 5
        }
      }
      """;

  @Test
  void readsTheJobOfItemsWithItsVariables() throws Exception {
    Policy policy = ofRepository("items");

    assertThat(policy.target()).isEqualTo(new Target("default", "items", "items"));
    assertThat(policy.min()).isEqualTo(3);
    assertThat(policy.max()).isEqualTo(8);
    assertThat(policy.pace().cooldownUp()).contains(Duration.ZERO);
    assertThat(policy.pace().looksUp()).isEqualTo(2);
    assertThat(policy.checks().getFirst().query().orElseThrow().promql().strip())
        .startsWith("sum(irate(haproxy_backend_sessions_total{proxy=\"items\"}[3s]))")
        .contains("or sum(rate(");
    assertThat(target(policy).threshold()).isEqualTo(0.1);
    assertThat(target(policy).metricOf()).isEqualTo(MetricOf.GROUP);
  }

  @Test
  void readsTheJobOfRedisWithItsHeredocs() throws Exception {
    Policy policy = ofRepository("redis");

    assertThat(policy.target()).isEqualTo(new Target("default", "redis", "replica"));
    assertThat(policy.pace().windowDown()).hasSeconds(15);
    assertThat(target(policy)).isEqualTo(new TargetValue(125, 0.01, MetricOf.GROUP, MaxStep.ANY));
  }

  @Test
  void readsABlockAlone() throws BadHcl {
    var readings =
        read("scaling {\n  min = 2\n  max = 9\n  policy {\n" + CHECK + "}\n}").readings();

    assertThat(readings).hasSize(1);
    assertThat(policy(readings.getFirst()).min()).isEqualTo(2);
    assertThat(policy(readings.getFirst()).enabled()).isTrue();
  }

  @Test
  void readsBlocksWithLabelsInTheirOrder() throws BadHcl {
    var text = new StringBuilder();
    for (String label : List.of("zeta", "alpha", "mid")) {
      text.append("scaling \"%s\" {\n  enabled = false\n  max = 9\n  policy {\n".formatted(label))
          .append(CHECK)
          .append("}\n}\n");
    }

    var readings = read(text.toString()).readings();

    assertThat(readings)
        .extracting(PolicyReading::target)
        .containsExactly(
            new Target("default", "zeta", "zeta"),
            new Target("default", "alpha", "alpha"),
            new Target("default", "mid", "mid"));
    assertThat(policy(readings.getFirst()).enabled()).isFalse();
  }

  @Test
  void readsEachGroupOfAJob() throws BadHcl {
    var readings =
        read("job \"j\" {\n" + group("b", "count = 3") + group("a", "") + "group \"c\" {}\n}")
            .readings();

    assertThat(readings)
        .extracting(PolicyReading::target)
        .containsExactly(new Target("default", "j", "b"), new Target("default", "j", "a"));
    // The count is the min where none is given, and one is the count.
    assertThat(policy(readings.get(0)).min()).isEqualTo(3);
    assertThat(policy(readings.get(1)).min()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "job \"j\" {\n  group \"g\" {\n    count = 1\n  }\n}", "max = 3"})
  void aTextWithoutAPolicyIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadHcl.class)
        .hasMessage("p.hcl: no scaling block; expected a job file or scaling blocks alone");
  }

  @ParameterizedTest
  @ValueSource(strings = {"scaling {", "= 3", "\"\"\""})
  void aTextThatIsNoHclIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(BadHcl.class)
        .hasMessageStartingWith("p.hcl: ");
  }

  @Test
  void eachProblemHasItsLine() throws BadHcl {
    assertThat(
            problems(
                """
                job "j" {
                  # group "g" { scaling {
                  group "g" {
                    scaling {
                      max = 9
                      policy {
                        cooldown = "soon" # line 7
                        check "c" {
                          source = "prometheus"
                          strategy "target-value" {
                            target = -1 // line 11
                          }
                        }
                      }
                    }
                  }
                }
                """))
        .containsExactlyInAnyOrder(
            "p.hcl:7: policy.cooldown: expected a duration such as \"30s\", found \"soon\"",
            "p.hcl:11: policy.check[c].strategy[target-value].target: expected a number, 0 or"
                + " more, found -1",
            "p.hcl:8: policy.check[c].query: expected a text that is not empty, found nothing");
  }

  @Test
  void linesAreRightAfterHeredocsCommentsAndTexts() throws BadHcl {
    assertThat(
            problems(
                """
                /* a comment with { braces
                   scaling { policy { cooldown = 1 } } */
                locals {
                  template = <<EOT
                scaling {
                  policy { tolerance = 1
                EOT
                  path = "/srv/* {" # not a comment's begin
                  url = "http://x/{id}"
                }
                scaling {
                  max = 9
                  policy {
                    check "a.b" {
                      source = "prometheus"
                      query = "sum(x{y=\\"{#\\"})"
                      unit = "" # line 17
                      strategy "target-value" {
                        target = 5
                      }
                    }
                    tolerance = "much" # line 22
                  }
                }
                """))
        .containsExactlyInAnyOrder(
            "p.hcl:17: policy.check[a.b].unit: expected a text that is not empty, found \"\"",
            "p.hcl:22: policy.tolerance: expected a fraction, 0 or more, found \"much\"");
  }

  @Test
  void linesAreRightWhereSeveralBlocksBeginInOne() throws BadHcl {
    var text = "job \"j\" { group \"g\" { scaling {\n  max = 9\n  policy {\n    delay_up = 3\n";

    assertThat(problems(text + CHECK + "} } } }\n"))
        .containsExactly("p.hcl:4: policy.delay_up: expected a duration such as \"30s\", found 3");
  }

  @Test
  void aProblemOfAMissingBlockIsAtThatAroundIt() throws BadHcl {
    assertThat(problems("\n\nscaling {\n  max = 1\n}\n"))
        .containsExactly("p.hcl:3: policy.check: expected at least one check, found none");
  }

  private static String group(String name, String count) {
    return "group \"%s\" {\n  %s\n  scaling {\n  max = 9\n  policy {\n%s}\n}\n}\n"
        .formatted(name, count, CHECK);
  }

  private static Policy ofRepository(String job) throws IOException, BadHcl {
    var file = Path.of("../jobs/" + job + ".nomad.hcl");
    var readings = ScalingFile.read(file.toString(), Files.readString(file)).readings();
    assertThat(readings).hasSize(1);
    return policy(readings.getFirst());
  }

  private static TargetValue target(Policy policy) {
    return (TargetValue) policy.checks().getFirst().strategy();
  }

  private static ScalingFile read(String text) throws BadHcl {
    return ScalingFile.read("p.hcl", text);
  }

  private static Policy policy(PolicyReading reading) {
    return ((Accepted) reading).policy();
  }

  private static List<String> problems(String text) throws BadHcl {
    var file = read(text);
    var refused = (Refused) file.readings().getFirst();
    return refused.problems().stream().map(problem -> file.said(refused, problem)).toList();
  }
}

package dev.tripod.deployer.scale.policy;

import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.hcl.BadHcl;
import dev.tripod.deployer.hcl.ScalingFile;
import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Query.Shape;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.decide.Policies;
import dev.tripod.deployer.scale.policy.PolicyReading.Refused;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The words of a policy and of a check that are ours, read and refused.
class PolicyWordsTest {

  @Test
  void readsTheWordsOfAPolicy() {
    var policy =
        Policies.items(
            """
            cooldown_down = "9s"
            stabilization_window_up = "7s"
            scale_to_zero_after = "10m"
            tolerance = 0.1
            combine = "min"
            step_up {
              instances = 3
              percent = 50
              period = "1m"
            }
            step_down {
              percent = 10
              period = "2m"
            }
            panic {
              threshold = 3
              window = "90s"
            }
            schedule {
              start = "0 8 * * *"
              end = "0 20 * * *"
              time_zone = "Europe/Paris"
            }
            floor "noon" {
              start = "0 12 * * *"
              duration = "1h"
              count = 5
            }
            target "nomad-target" {
              job = "items"
              group = "items"
              namespace = "default"
              dry-run = true
            }
            """);

    assertThat(policy.pace().cooldownDown()).contains(Duration.ofSeconds(9));
    assertThat(policy.pace().windowUp()).hasSeconds(7);
    assertThat(policy.pace().zeroAfter()).hasMinutes(10);
    assertThat(policy.pace().tolerance()).isEqualTo(0.1);
    assertThat(policy.combination()).isEqualTo(Combination.Word.MIN);
    assertThat(policy.pace().stepUp())
        .contains(new StepLimit(OptionalInt.of(3), OptionalDouble.of(50), Duration.ofMinutes(1)));
    assertThat(policy.pace().stepDown())
        .contains(new StepLimit(OptionalInt.empty(), OptionalDouble.of(10), Duration.ofMinutes(2)));
    assertThat(policy.panic()).contains(new Panic(3, Duration.ofSeconds(90)));
    assertThat(policy.schedule().orElseThrow().zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(policy.schedule().orElseThrow().end()).contains("0 20 * * *");
    assertThat(policy.floors()).extracting(Floor::name, Floor::count).hasSize(1);
    assertThat(policy.floors().getFirst().count()).isEqualTo(5);
    assertThat(policy.dryRun()).isTrue();
    assertThat(policy.with(policy.pace().delayUp(Duration.ofSeconds(1))).pace().delayUp())
        .hasSeconds(1);
  }

  @Test
  void readsTheWordsOfACheck() {
    var words =
        """
        query_window_offset = "30s"
        activation = 4
        group = "tiers"
        fallback {
          stale = "last 1m"
          unreachable = "count 4"
        }
        forecast {
          method = "seasonal"
          season = "168h"
          horizon = "15s"
          max_error = 0.3
        }
        schedule {
          start = "0 8 * * *"
          duration = "4h"
        }
        """;
    var check = Policies.items("", check("rate", TARGET + "\n" + words)).checks().getFirst();

    assertThat(check.query())
        .contains(
            new Query(
                "rate", "avg(x)", Duration.ofSeconds(10), Duration.ofSeconds(30), Shape.LATEST));
    assertThat(check.activation()).isEqualTo(4);
    assertThat(check.group()).isEqualTo("tiers");
    assertThat(check.fallbacks().byLack())
        .isEqualTo(
            Map.of(
                Lack.STALE, new Fallback.Last(Duration.ofMinutes(1)),
                Lack.UNREACHABLE, new Fallback.Fixed(4)));
    assertThat(check.forecasting())
        .contains(
            new Forecasting(
                Forecasting.Method.SEASONAL,
                Optional.of(Duration.ofSeconds(15)),
                Duration.ofDays(7),
                0.3));
    assertThat(check.schedule().orElseThrow().duration()).contains(Duration.ofHours(4));
  }

  @Test
  void hasDefaultsWithinTheBlocks() {
    var policy =
        Policies.items(
            "panic {\n}", check("rate", TARGET + "\nforecast {\n  method = \"trend\"\n}"));

    assertThat(policy.panic()).contains(new Panic(2, Duration.ofMinutes(1)));
    assertThat(policy.checks().getFirst().forecasting())
        .contains(
            new Forecasting(Forecasting.Method.TREND, Optional.empty(), Duration.ofDays(1), 0.2));
    assertThat(Policies.items("target \"nomad\" {\n}").dryRun()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          tolerance = -0.1 | tolerance: expected a fraction, 0 or more, found -0.1
          cooldown_down = "x" | cooldown_down: expected a duration such as "30s", found "x"
          stabilization_window_up = 3 | stabilization_window_up: expected a duration such as "30s", found 3
          scale_to_zero_after = "x" | scale_to_zero_after: expected a duration such as "30s", found "x"
          combine = "most(" | combine: expected "max", "min", "and", "or", or a formula such as "max(requests, 2 * queue)", found "most("
          combine = "max(rate, b, a)" | combine: no check has the name a, b
          step_up {; period = "1m"; } | step_up.instances: expected a number of instances, percent, or both, found nothing
          step_up {; instances = 1; } | step_up.period: expected a duration such as "1m", found nothing
          step_down {; instances = 0; period = "1m"; } | step_down.instances: expected a whole number, 1 or more, found 0
          step_down {; percent = 0; instances = 1; period = "1m"; } | step_down.percent: expected a number above 0, found 0
          step_up {; instances = 1; period = "1m"; by = 3; } | step_up.by: not a word of ours; known here: instances, percent, period
          panic {; threshold = 1; } | panic.threshold: expected a number above 1, found 1
          panic {; window = "x"; } | panic.window: expected a duration such as "30s", found "x"
          panic {; level = 1; } | panic.level: not a word of ours; known here: threshold, window
          schedule {; start = "0 9 * * *"; } | schedule.end: expected exactly one of end and duration, found nothing
          schedule {; duration = "1h"; } | schedule.start: expected five fields of a crontab, such as "0 9 * * 1-5", found nothing
          schedule {; start = "at nine"; duration = "1h"; } | schedule.start: expected five fields of a crontab, such as "0 9 * * 1-5", found "at nine"
          schedule {; start = "0 9 * * *"; duration = "1h"; time_zone = "Paris"; } | schedule.time_zone: expected a time zone such as "Europe/Paris", found "Paris"
          schedule {; start = "0 9 * * *"; duration = "1h"; days = 3; } | schedule.days: not a word of ours; known here: duration, end, start, time_zone
          floor "n" {; start = "0 9 * * *"; duration = "1h"; } | floor[n].count: expected a number of instances, found nothing
          floor "n" {; start = "0 9 * * *"; duration = "1h"; count = -1; } | floor[n].count: expected a whole number, 0 or more, found -1
          floor "n" {; start = "0 9 * * *"; duration = "1h"; count = 1.5; } | floor[n].count: expected a whole number, 0 or more, found 1.5
          target "aws" {; } | target: expected the one target "nomad-target": groups of jobs are scaled, no more, found {aws={}}
          target "nomad-target" {; job = "other"; } | target[nomad-target].job: expected "items", where the block stands, found "other"
          target "nomad-target" {; Group = "other"; } | target[nomad-target].Group: expected "items", where the block stands, found "other"
          target "nomad-target" {; dry-run = "perhaps"; } | target[nomad-target].dry-run: expected true or false, found "perhaps"
          target "nomad-target" {; count = 3; } | target[nomad-target].count: not a word of ours; known here: Group, Job, Namespace, dry-run, group, job, namespace
          """)
  void refusesAWordOfThePolicyWithItsPath(String words, String problem) throws BadHcl {
    assertThat(refused(words, TARGET)).startsWith("policy." + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          activation = -1 | activation: expected a number, 0 or more, found -1
          on_error = "stop" | on_error: expected "ignore" or "fail", found "stop"
          query_window_offset = "x" | query_window_offset: expected a duration such as "30s", found "x"
          query_window = "0s" | query_window: expected a duration or "instant", found "0s"
          fallback {; stale = "guess"; } | fallback.stale: expected "hold", "last" or "last 5m", "count 4", or "last_week", found "guess"
          fallback {; late = "hold"; } | fallback.late: not a word of ours; known here: empty, nan, stale, unreachable
          forecast {; } | forecast.method: expected "trend" or "seasonal", found nothing
          forecast {; method = "guess"; } | forecast.method: expected "trend" or "seasonal", found "guess"
          forecast {; method = "trend"; max_error = 0; } | forecast.max_error: expected a fraction above 0, found 0
          forecast {; method = "trend"; horizon = "x"; } | forecast.horizon: expected a duration such as "30s", found "x"
          forecast {; method = "trend"; days = 1; } | forecast.days: not a word of ours; known here: horizon, max_error, method, season
          schedule {; start = "0 9 * * *"; duration = "x"; } | schedule.duration: expected a duration such as "30s", found "x"
          """)
  void refusesAWordOfACheckWithItsPath(String words, String problem) throws BadHcl {
    assertThat(refused("", TARGET + "\n" + words)).startsWith("policy.check[rate]." + problem);
  }

  private static String refused(String words, String check) throws BadHcl {
    var hcl =
        "job \"items\" {\n group \"items\" {\n scaling {\n max = 8\n policy {\n%s\n%s}\n}\n}\n}"
            .formatted(words, check("rate", check))
            .replace(";", "\n")
            .replace(
                "query_window = \"10s\"\n",
                check.contains("query_window =") ? "" : "query_window = \"10s\"\n");
    return ((Refused) ScalingFile.read("p.hcl", hcl).readings().getFirst()).words();
  }
}

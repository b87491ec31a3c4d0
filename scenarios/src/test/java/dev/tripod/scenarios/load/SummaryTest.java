package dev.tripod.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static Sample sample(long latencyMillis, int status, String error) {
    return new Sample(Instant.EPOCH, Duration.ofMillis(latencyMillis), status, error);
  }

  @Test
  void percentilesAreNearestRank() {
    var samples = IntStream.rangeClosed(1, 200).mapToObj(n -> sample(n, 200, "")).toList();
    var summary = Summary.of(samples);
    assertThat(summary.p50()).isEqualTo(Duration.ofMillis(100));
    assertThat(summary.p99()).isEqualTo(Duration.ofMillis(198));
    assertThat(summary.slowest()).isEqualTo(Duration.ofMillis(200));
  }

  @Test
  void oneSampleIsEveryPercentile() {
    var summary = Summary.of(List.of(sample(7, 200, "")));
    assertThat(summary.p50()).isEqualTo(summary.p99()).isEqualTo(Duration.ofMillis(7));
  }

  @Test
  void failuresCountButDoNotMakeItFast() {
    var summary = Summary.of(List.of(sample(50, 200, ""), sample(1, 503, ""), sample(1, 0, "x")));
    assertThat(summary.requests()).isEqualTo(3);
    assertThat(summary.errors()).isEqualTo(2);
    assertThat(summary.p50()).isEqualTo(Duration.ofMillis(50));
  }

  @Test
  void noSamples() {
    assertThat(Summary.of(List.of()))
        .isEqualTo(new Summary(0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
  }

  @Test
  void failuresAreCountedByKind() {
    var refused = "Get \"http://h/\": dial tcp 0.0.0.0:0->h:80: connect: connection refused";
    var failures =
        Summary.failures(
            List.of(
                sample(1, 0, refused),
                sample(1, 0, refused),
                sample(1, 503, ""),
                sample(1, 503, "refused"),
                sample(1, 200, "")));
    assertThat(failures)
        .isEqualTo(Map.of("connection refused", 2, "status 503", 1, "status 503, refused", 1));
  }
}

package dev.tripod.keeper;

import static dev.tripod.keeper.Views.ONE;
import static dev.tripod.keeper.Views.THEIRS;
import static dev.tripod.keeper.Views.gone;
import static dev.tripod.keeper.Views.up;
import static dev.tripod.keeper.Views.view;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeeperMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final KeeperMetrics metrics = new KeeperMetrics(registry);

  private void see(Seen... local) {
    metrics.update(new Keeper.Report(Optional.of(view(THEIRS, local)), System.nanoTime(), 0));
  }

  private Optional<Double> reads() {
    return registry.find("redis.keeper.reads").functionCounters().stream()
        .findFirst()
        .map(FunctionCounter::count);
  }

  /// The autoscaler would take the step from 0 for a burst of reads.
  @Test
  void aCountBeginsWithWhatTheInstanceSaysAndStaysWhileItSaysNothing() {
    see(gone(ONE));
    assertThat(reads()).as("it has not answered yet").isEmpty();
    assertThat(registry.get("redis.keeper.up").gauge().value()).isZero();

    see(up(ONE, Views.reads(30_000)));
    assertThat(reads()).contains(30_000.0);
    assertThat(registry.get("redis.keeper.up").gauge().value()).isOne();

    see(gone(ONE));
    assertThat(reads()).contains(30_000.0);

    see();
    assertThat(reads()).as("it is another node's now").isEmpty();
    assertThat(registry.find("redis.keeper.up").gauges()).isEmpty();
  }
}

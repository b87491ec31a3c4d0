package dev.tripod.scenarios.ordeal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.load.Stage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandTest {
  private static final Demand DEMAND =
      new Demand(
          List.of(new Stage(38, Duration.ofSeconds(8)), new Stage(151, Duration.ofSeconds(10))),
          50);

  @ParameterizedTest
  @CsvSource({"0, 38, 1", "7999, 38, 1", "8000, 151, 4", "17999, 151, 4", "18000, 0, 0"})
  void whatIsNeededAtATime(long millis, int rate, int instances) {
    assertThat(DEMAND.rateAt(Duration.ofMillis(millis))).isEqualTo(rate);
    assertThat(DEMAND.neededAt(Duration.ofMillis(millis))).isEqualTo(instances);
  }
}

package dev.tripod.scenarios.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.lab.Scaled.Count;
import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Summary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  private static Row row(int second) {
    var sample = new Sample(Instant.EPOCH, Duration.ofMillis(3), 200, "");
    var seen = Summary.of(List.of(sample));
    return new Row(Duration.ofSeconds(second), 300, seen, new Count(4, 2), new Count(1, 1));
  }

  private String written() {
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aRowTellsRatesLatenciesAndCountsUnderItsHeader() {
    assertThat(row(65).line())
        .isEqualTo(" 1:05         300          1      3.0      3.0        0     2>4          1")
        .hasSameSizeAs(Row.HEADER);
  }

  @Test
  void aTestRunsWithoutATerminal() {
    assertThat(Screen.on(out)).isInstanceOf(Screen.Lines.class);
  }

  @Test
  void aPipeGetsPlainLines() {
    var screen = new Screen.Lines(out);
    screen.show(row(1));
    screen.show(row(2));
    assertThat(written().lines()).hasSize(3).noneMatch(line -> line.contains("\033"));
  }

  @Test
  void aTerminalIsRedrawnInPlace() {
    var screen = new Screen.Terminal(out);
    screen.show(row(1));
    screen.show(row(2));
    assertThat(written()).contains("\033[2A").contains("██░░");
  }
}

package dev.tripod.scenarios.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `lab/clock`, with a process that says what time it is in each of the ways that there are.
class ClockTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int WAYS = 5;
  private static final double SLOWEST_SECONDS = 20;
  private static final Offset<Double> EXACT = within(SLOWEST_SECONDS);
  private static final String TELLS_THE_TIME =
      """
      import ctypes, sys, time
      libc = ctypes.CDLL(None)
      libc.time.restype = ctypes.c_long
      for line in sys.stdin:
          day = (ctypes.c_long * 2)()
          libc.gettimeofday(day, None)
          kept = ctypes.c_long()
          libc.time(ctypes.byref(kept))
          coarse = time.clock_gettime(5)
          print(time.time(), coarse, day[0], libc.time(None), kept.value, time.monotonic(), flush=True)
      """;

  private final Checkout checkout = Checkout.find();
  private Process process;

  @BeforeEach
  void start() throws IOException {
    process = new ProcessBuilder("python3", "-c", TELLS_THE_TIME).start();
  }

  @AfterEach
  void end() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @ParameterizedTest
  @ValueSource(longs = {300, -300, 999_999})
  void isOffForThatProcess(long seconds) throws Exception {
    long since = Math.round(told().getLast());
    set(seconds);
    var told = told();
    assertThat(told.subList(0, WAYS))
        .allSatisfy(time -> assertThat(off(time)).isCloseTo((double) seconds, EXACT));
    assertThat(told.getLast() - since).isBetween(-1.0, SLOWEST_SECONDS);
  }

  @Test
  void isRightAgain() throws Exception {
    set(300);
    set(0);
    assertThat(told().subList(0, WAYS))
        .allSatisfy(time -> assertThat(off(time)).isCloseTo(0.0, EXACT));
  }

  @Test
  void leavesOutWhoHasEnded() throws Exception {
    process.destroyForcibly().waitFor();
    assertThat(set(300)).isEmpty();
  }

  private String set(long seconds) throws InterruptedException {
    var tool = checkout.root().resolve("lab/clock").toString();
    var command = List.of(tool, Long.toString(seconds), Long.toString(process.pid()));
    return Command.run(checkout.root(), PATIENCE, command).orFail();
  }

  /// What the time of day is in each of the ways, and last the seconds since the machine's start.
  private List<Double> told() throws IOException {
    process.outputWriter().append("\n").flush();
    return Arrays.stream(process.inputReader().readLine().split(" ")).map(Double::valueOf).toList();
  }

  private static double off(double time) {
    return time - Instant.now().getEpochSecond();
  }
}

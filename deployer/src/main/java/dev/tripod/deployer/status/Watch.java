package dev.tripod.deployer.status;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Looks again and again, until nobody reads any more.
public final class Watch {
  private static final String HOME = "\u001b[H";
  private static final String CLEAR_LINE = "\u001b[K";
  private static final String CLEAR_BELOW = "\u001b[J";

  private final PrintWriter out;
  private final Duration interval;
  private final boolean terminal;

  /// One that looks each `interval`.
  ///
  /// @param terminal whether the last look is drawn over; otherwise each change is printed
  public Watch(PrintWriter out, Duration interval, boolean terminal) {
    this.out = out;
    this.interval = interval;
    this.terminal = terminal;
  }

  /// Returns the last state that was seen.
  public ClusterState run(Supplier<ClusterState> look, Function<ClusterState, List<String>> lines)
      throws InterruptedException {
    var before = Optional.<ClusterState>empty();
    while (true) {
      var state = look.get();
      if (terminal) {
        draw(lines.apply(state));
      } else if (before.filter(state::sameAs).isEmpty()) {
        print(lines.apply(state));
      }
      if (out.checkError()) {
        return state;
      }
      before = Optional.of(state);
      Thread.sleep(interval);
    }
  }

  private void draw(List<String> lines) {
    out.print(HOME);
    lines.forEach(line -> out.print(line + CLEAR_LINE + System.lineSeparator()));
    out.print(CLEAR_BELOW);
  }

  /// A block ends with an empty line.
  private void print(List<String> lines) {
    lines.forEach(out::println);
    out.println();
  }
}

package dev.tripod.scenarios.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Where the table goes: a terminal is redrawn in place, anything else gets one line per row.
sealed interface Screen {
  void show(Row row);

  static Screen on(PrintStream out) {
    // Without a terminal there is a console or none, as the JDK at hand has it.
    var terminal = Optional.ofNullable(System.console()).filter(Console::isTerminal);
    return terminal.isPresent() ? new Terminal(out) : new Lines(out);
  }

  /// For pipes and files; the header comes again now and then.
  final class Lines implements Screen {
    private static final int ROWS_PER_HEADER = 30;

    private final PrintStream out;
    private int rows;

    Lines(PrintStream out) {
      this.out = out;
    }

    @Override
    public void show(Row row) {
      if (rows++ % ROWS_PER_HEADER == 0) {
        out.println(Row.HEADER);
      }
      out.println(row.line());
      out.flush();
    }
  }

  /// Keeps the newest rows under a fixed header, with a bar for the instances of items.
  final class Terminal implements Screen {
    private static final int ROWS = 18;
    private static final String CLEAR_LINE = "\033[2K";
    private static final String BOLD = "\033[1m";
    private static final String GREEN = "\033[32m";
    private static final String PLAIN = "\033[0m";

    private final PrintStream out;
    private final Deque<Row> rows = new ArrayDeque<>();
    private int drawn;

    Terminal(PrintStream out) {
      this.out = out;
    }

    @Override
    public void show(Row row) {
      rows.addLast(row);
      if (rows.size() > ROWS) {
        rows.removeFirst();
      }
      if (drawn > 0) {
        out.printf("\033[%dA", drawn);
      }
      draw(BOLD + Row.HEADER + PLAIN);
      rows.forEach(each -> draw(each.line() + "  " + bar(each)));
      drawn = rows.size() + 1;
      out.flush();
    }

    private void draw(String line) {
      out.println(CLEAR_LINE + line);
    }

    private static String bar(Row row) {
      int healthy = row.items().healthy();
      int coming = Math.max(0, row.items().desired() - healthy);
      return GREEN + "█".repeat(healthy) + "░".repeat(coming) + PLAIN;
    }
  }
}

package dev.tripod.deployer.show;

import dev.tripod.deployer.deploy.Tally;
import dev.tripod.deployer.deploy.Words;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.rollout.Audience;
import dev.tripod.deployer.rollout.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A row for each job, drawn again in its place at each event; for a terminal. What went wrong is
/// printed above the table.
public final class LiveTable implements Audience {
  private static final String ROW = "%-20s %7s %7s %8s %10s %9s  %s";
  private static final String CLEAR_BELOW = "\u001b[J";

  /// Columns; what is longer would break the drawing.
  private static final int WIDTH = 120;

  private final PrintWriter out;
  private final Supplier<String> answer;
  private final Map<JobKey, Row> rows = new LinkedHashMap<>();
  private int drawn;

  /// A new one.
  ///
  /// @param answer reads a line from the person who looks on
  public LiveTable(PrintWriter out, List<JobKey> jobs, Supplier<String> answer) {
    this.out = out;
    this.answer = answer;
    jobs.forEach(job -> rows.put(job, Row.WAITING));
    draw();
  }

  private record Row(String version, Tally tally, Duration elapsed, String state) {
    static final Row WAITING = new Row("", new Tally(0, 0, 0, 0), Duration.ZERO, "waits");

    Row state(String text) {
      return new Row(version, tally, elapsed, text);
    }

    Row version(long number) {
      return new Row(number < 0 ? "" : Long.toString(number), tally, elapsed, state);
    }

    Row after(Duration time) {
      return new Row(version, tally, time, state);
    }

    Row with(Tally other) {
      return new Row(version, other, elapsed, state);
    }

    String line(JobKey job) {
      return ROW.formatted(
          job,
          version,
          number(tally.placed()),
          tally.desired() == 0 ? "" : tally.healthy() + "/" + tally.desired(),
          number(tally.unhealthy()),
          elapsed.isZero() ? "" : Words.seconds(elapsed),
          state);
    }

    private String number(int number) {
      return tally.desired() == 0 ? "" : Integer.toString(number);
    }
  }

  @Override
  public synchronized void hears(Event event) {
    switch (event) {
      case Event.Note note -> change(note.job(), row(note.job()).state(note.text()));
      case Event.Registered registered ->
          change(
              registered.job(),
              row(registered.job()).version(registered.version()).state("registered"));
      case Event.Going going ->
          change(
              going.job(),
              row(going.job())
                  .version(going.version())
                  .with(going.tally())
                  .after(going.elapsed())
                  .state(going.text()));
      case Event.Ended ended ->
          change(
              ended.job(),
              row(ended.job())
                  .version(ended.version())
                  .after(ended.elapsed())
                  .state(ended.outcome().words() + ", " + ended.text()));
      case Event.Failure failure -> above(failure.report().lines());
    }
  }

  private Row row(JobKey job) {
    return rows.getOrDefault(job, Row.WAITING);
  }

  private void change(JobKey job, Row row) {
    rows.put(job, row);
    erase();
    draw();
  }

  private void above(List<String> lines) {
    erase();
    lines.forEach(out::println);
    draw();
  }

  private void erase() {
    out.print("\u001b[%dA\r".formatted(drawn) + CLEAR_BELOW);
  }

  private void draw() {
    line(ROW.formatted("JOB", "VERSION", "PLACED", "HEALTHY", "UNHEALTHY", "ELAPSED", "STATE"));
    rows.forEach((job, row) -> line(row.line(job)));
    drawn = rows.size() + 1;
    out.flush();
  }

  private void line(String text) {
    var line = text.lines().findFirst().orElse("");
    out.println(line.substring(0, Math.min(WIDTH, line.length())));
  }

  @Override
  public synchronized boolean says(String question) {
    above(List.of(question + " [y/N]"));
    var said = answer.get();
    // The line that was typed moved everything up.
    drawn++;
    return said != null && said.strip().equalsIgnoreCase("y");
  }
}

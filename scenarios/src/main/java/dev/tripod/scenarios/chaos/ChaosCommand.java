package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.Repetition;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.World;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The failure matrix: each fault under load, what clients saw of it, and what of the
/// acknowledged was lost.
@Command(
    name = "chaos",
    mixinStandardHelpOptions = true,
    description =
        "Runs the failure matrix, or some of its rows, on the lab: each fault under load, with a"
            + " ledger of what was acknowledged. Exit code 1 when a row failed.")
public final class ChaosCommand implements Callable<Integer> {
  /// As many as the load has time for.
  private static final int MOST_FAULTS = 10;

  @Parameters(
      paramLabel = "ROW",
      arity = "0..*",
      description = "Rows of docs/chaos.md; all of them when none is given.")
  List<String> names = List.of();

  @Option(
      names = "--runs",
      defaultValue = "1",
      description = "How often each row is run, 1 to 100 (default ${DEFAULT-VALUE}).")
  int runs;

  @Option(
      names = "--faults",
      description =
          "How often the fault comes in each run, under the same load, 1 to 10 (default: once, or"
              + " as docs/chaos.md says).")
  Optional<Integer> faults = Optional.empty();

  @Mixin Repetition repetition = new Repetition();

  @Option(
      names = "--report",
      paramLabel = "DIR",
      description = "Where the pictures go (default build/chaos).")
  Optional<Path> report = Optional.empty();

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() throws InterruptedException {
    var rows = Matrix.named(names).stream().map(this::repeated).toList();
    repetition.require(runs);
    try (var world = World.open()) {
      return run(world, rows);
    }
  }

  private Row repeated(Row row) {
    int times = faults.orElse(row.times());
    Repetition.require("--faults", times, MOST_FAULTS);
    return row.times(times);
  }

  private int run(World world, List<Row> rows) throws InterruptedException {
    var folder = report.orElseGet(() -> world.checkout().root().resolve("build/chaos"));
    long first = repetition.firstSeed();
    var scores = new ArrayList<Score>();
    try {
      for (var row : rows) {
        scores.add(score(world, row, first));
        out.println("report: " + Page.write(folder, scores.getLast()));
        out.println(Line.of(scores.getLast()));
      }
    } finally {
      out.println();
      out.println(Table.of(scores));
    }
    return scores.stream().allMatch(Score::passed) ? 0 : 1;
  }

  private Score score(World world, Row row, long first) throws InterruptedException {
    var done = new ArrayList<Run>();
    boolean goesOn = true;
    for (int run = 1; run <= runs && goesOn; run++) {
      long own = first + run - 1;
      out.printf("%s, run %d of %d, seed %d%n", row.name(), run, runs, own);
      done.add(run(world, row, own));
      out.println(Line.ofRun(run, new Score(row.name(), row.allowed(), List.of(done.getLast()))));
      goesOn = done.getLast().made();
    }
    return new Score(row.name(), row.allowed(), done);
  }

  /// A run that cannot be made is a failed one, and the last of its row.
  private Run run(World world, Row row, long own) throws InterruptedException {
    try {
      world.ready();
      return new Trial(world, row, own, progress()).run();
    } catch (ScenarioFailed | Unreachable fault) {
      out.println(fault.getMessage());
      return Run.none(own, fault.getMessage());
    }
  }

  private Consumer<String> progress() {
    var begun = Instant.now();
    return what -> {
      double seconds = Line.seconds(Duration.between(begun, Instant.now()));
      out.println(String.format(Locale.ROOT, "%6.1f s  %s", seconds, what));
    };
  }
}

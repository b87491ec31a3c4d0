package dev.tripod.scenarios.sentinel;

import dev.tripod.scenarios.lab.Repetition;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.World;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The ledger of the failure matrix, kept of plain Redis with plain Sentinel: whether it
/// sees a loss where there is one.
@Command(
    name = "sentinel",
    mixinStandardHelpOptions = true,
    description =
        "Runs plain Redis with plain Sentinel beside the cluster, breaks its master, and counts"
            + " with the failure matrix's ledger what of the acknowledged is lost. Exit code 1"
            + " when nothing was.")
public final class SentinelCommand implements Callable<Integer> {
  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "1 to 100, with the faults in turn (default ${DEFAULT-VALUE}).")
  int runs;

  @Mixin Repetition repetition = new Repetition();

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() throws InterruptedException {
    repetition.require(runs);
    try (var world = World.open()) {
      return run(world);
    }
  }

  private int run(World world) throws InterruptedException {
    long first = repetition.firstSeed();
    var done = new ArrayList<Run>();
    clear(world);
    try {
      for (int run = 1; run <= runs; run++) {
        world.recover();
        run(world, run, first + run - 1).ifPresent(done::add);
      }
    } finally {
      sum(done);
    }
    return done.stream().anyMatch(run -> run.lost() > 0) ? 0 : 1;
  }

  /// Takes off the machines what a run that was ended from outside may have left.
  private static void clear(World world) {
    new Servers(world).close();
  }

  /// Empty when it could not be judged.
  private Optional<Run> run(World world, int number, long own) throws InterruptedException {
    var fault = Fault.ofRun(number);
    out.printf("%s, run %d of %d, seed %d%n", fault.row(), number, runs, own);
    try {
      var run = new Trial(world, fault, own, this::progress).run();
      out.println(Line.ofRun(number, run));
      return Optional.of(run);
    } catch (ScenarioFailed | Unreachable failure) {
      out.printf("run %d is not counted: %s%n", number, failure.getMessage());
      return Optional.empty();
    }
  }

  /// A line for each fault, and one for all.
  private void sum(List<Run> done) {
    out.println();
    for (var fault : Fault.values()) {
      var own = done.stream().filter(run -> run.fault() == fault).toList();
      out.println(Line.of(fault.row(), own));
    }
    out.println(Line.of("sentinel", done));
  }

  private void progress(String what) {
    out.printf("%s  %s%n", Instant.now().truncatedTo(ChronoUnit.SECONDS), what);
  }
}

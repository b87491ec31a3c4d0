package dev.tripod.deployer.cli;

import dev.tripod.deployer.simulate.Figures;
import dev.tripod.deployer.simulate.Plant;
import dev.tripod.deployer.simulate.Score;
import dev.tripod.deployer.simulate.Simulation;
import dev.tripod.deployer.simulate.SimulationText;
import dev.tripod.deployer.simulate.Trace;
import dev.tripod.deployer.simulate.Traces;
import dev.tripod.deployer.simulate.Tuner;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Needs no cluster.
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    description =
        "Tells how a policy would have done: the same decisions as the autoscaler's, in simulated"
            + " time, on a demand that was recorded or made up.",
    footer = {
      "",
      "Example:",
      "  deployer autoscale simulate --policy jobs/items.nomad.hcl --made daily --compare"
    })
final class SimulateCommand implements Callable<Integer> {
  @Mixin PolicyOptions policy;
  @Spec CommandSpec spec;

  @ArgGroup(exclusive = true, multiplicity = "1")
  Demand demand;

  static final class Demand {
    @Option(
        names = "--trace",
        paramLabel = "FILE",
        description = "Lines of seconds,demand in the unit of the policy's target.")
    Path trace;

    @Option(
        names = "--made",
        paramLabel = "NAME",
        description = "A demand of our own making: ${COMPLETION-CANDIDATES}.")
    Traces made;
  }

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "For --made: what its chance comes from (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--capacity",
      paramLabel = "N",
      description =
          "What one instance serves (default: the policy's target, or what its strategy says).")
  Double capacity;

  @Option(
      names = "--start-time",
      paramLabel = "TIME",
      defaultValue = "3s",
      converter = DurationOrZero.class,
      description = "From asking for an instance to its serving (default: ${DEFAULT-VALUE}).")
  Duration startTime;

  @Option(
      names = "--scrape",
      paramLabel = "TIME",
      defaultValue = "1s",
      converter = DurationConverter.class,
      description = "How often the demand is measured (default: ${DEFAULT-VALUE}).")
  Duration scrape;

  @Option(
      names = "--min-healthy-time",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationOrZero.class,
      description =
          "How long a deployment lasts after the last start; Nomad takes no other count meanwhile"
              + " (default: ${DEFAULT-VALUE}).")
  Duration minHealthyTime;

  @Option(
      names = "--compare",
      description =
          "Beside it what nomad-autoscaler, Kubernetes' HPA and Knative's autoscaler would do, and"
              + " an oracle.")
  boolean compare;

  @Option(names = "--tune", description = "Suggests values of the policy's words for this demand.")
  boolean tune;

  @Option(
      names = "--price",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "For --tune: what an hour with too few instances costs, in instance hours"
              + " (default: ${DEFAULT-VALUE}).")
  double price;

  @Option(names = "--json", description = "Prints the figures as JSON.")
  boolean json;

  @Override
  public Integer call() {
    Simulation simulation = simulation();
    Trace trace = trace(simulation);
    List<Score> scores = compare ? simulation.compare(trace) : List.of(simulation.run(trace));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(scores.stream().map(Figures::of).toList()));
    } else {
      SimulationText.of(trace, scores).forEach(out::println);
    }
    if (tune) {
      PrintWriter aside = json ? spec.commandLine().getErr() : out;
      SimulationText.of(new Tuner(simulation, trace, price).advise()).forEach(aside::println);
    }
    return ExitCode.OK.number();
  }

  private Simulation simulation() {
    var plant = new Plant(startTime, scrape, minHealthyTime);
    var given = capacity == null ? OptionalDouble.empty() : OptionalDouble.of(capacity);
    return Simulation.of(policy.policy(), given, plant)
        .orElseThrow(
            () ->
                new CannotContinue(
                    ExitCode.CANNOT,
                    """
                    The policy does not say what one instance serves (no target, no service rate).
                      Next: give it with --capacity N, in the unit of the demand."""));
  }

  private Trace trace(Simulation simulation) {
    if (demand.made != null) {
      return demand.made.make(seed, simulation.capacity());
    }
    try {
      return Trace.read(demand.trace.toString(), Files.readAllLines(demand.trace));
    } catch (IllegalArgumentException e) {
      throw new CannotContinue(ExitCode.CANNOT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CannotContinue(
          ExitCode.CANNOT, "The trace %s cannot be read: %s".formatted(demand.trace, e));
    }
  }
}

package dev.tripod.deployer.cli;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "scale",
    mixinStandardHelpOptions = true,
    description = {
      "Sets the count of a group within its limits; with --for, the autoscaler leaves it there.",
      "Exits with 2 when it cannot be done now, with 4 when somebody else changed the job."
    },
    footer = {
      "",
      "Examples:",
      "  deployer scale items items 6 --for 2h --reason \"a sale begins\"",
      "  deployer scale items items --release"
    })
final class ScaleCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin OneJob job;
  @Spec CommandSpec spec;

  @Parameters(index = "1", paramLabel = "GROUP", description = "Name of a group of the job.")
  String group;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "N",
      description = "The count; may be left out with --release.")
  Integer count;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationOrZero.class,
      description = "How long the autoscaler shall leave it there, such as 2h; 0s ends that.")
  Duration held;

  @Option(names = "--release", description = "Lets the autoscaler decide again from now on.")
  boolean release;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      defaultValue = "scaled by ${sys:user.name}",
      description = "Why, for Nomad's events and the cluster's audit (default: ${DEFAULT-VALUE}).")
  String reason;

  @Override
  public Integer call() {
    if (count == null && !releases()) {
      throw new CannotContinue(
          ExitCode.CANNOT, "scale needs a count for group %s, or --release.".formatted(group));
    }
    try (var session = Session.open(options, reason);
        var api = session.scaling()) {
      var live = job.in(session.nomad());
      var scaling = new ManualScaling(live, group, api, Author.name(), reason);
      spec.commandLine().getOut().println(job.key() + "/" + group + ": " + answer(scaling));
      return ExitCode.OK.number();
    }
  }

  private String answer(ManualScaling scaling) {
    if (count == null || (releases() && scaling.has(count))) {
      return scaling.release();
    }
    return releases() || held == null ? scaling.set(count) : scaling.hold(count, held);
  }

  private boolean releases() {
    return release || Duration.ZERO.equals(held);
  }
}

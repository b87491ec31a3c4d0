package dev.tripod.deployer.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.explain.AutoscalerApi;
import dev.tripod.deployer.explain.ExplainText;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description =
        "Tells why a job's groups have the counts that they have: the last evaluation with its"
            + " numbers, what each check wants, which rules changed that, and the last changes.",
    footer = {"", "Example:", "  deployer autoscale explain items"})
final class ExplainCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin OneJob job;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints what the autoscaler answers.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    var cluster = ClusterFile.read(options.cluster);
    JsonNode answer =
        new AutoscalerApi(cluster.autoscaler())
            .explain(job.namespace, job.name)
            .orElseThrow(
                () ->
                    new CannotContinue(
                        ExitCode.CANNOT,
                        "%s has no scaling policy; one begins with a scaling block in a group of its job file."
                            .formatted(job.key())));
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(answer));
    } else {
      ExplainText.of(answer, Instant.now()).forEach(out::println);
    }
    return ExitCode.OK.number();
  }
}

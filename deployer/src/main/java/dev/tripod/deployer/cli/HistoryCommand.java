package dev.tripod.deployer.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.tripod.deployer.history.Entry;
import dev.tripod.deployer.history.History;
import dev.tripod.deployer.nomad.ChangeText;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "history",
    mixinStandardHelpOptions = true,
    description = {
      "Tells a job's versions, newest first: when, stable or not, who made it, why, what changed.",
      "Nomad remembers the last few versions; each change of a count is one."
    },
    footer = {"", "Example:", "  deployer history items"})
final class HistoryCommand implements Callable<Integer> {
  @Mixin ClusterOptions options;
  @Mixin OneJob job;
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Prints the versions as JSON.")
  boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    try (var session = Session.open(options)) {
      var entries = new History(session.nomad().history(), job.key()).entries();
      if (entries.isEmpty()) {
        throw job.unknown();
      }
      print(entries);
      return ExitCode.OK.number();
    }
  }

  private void print(List<Entry> entries) throws JsonProcessingException {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(entries));
      return;
    }
    for (var entry : entries) {
      out.println("%s: %s".formatted(job.key(), entry.headline()));
      ChangeText.indented(entry.changes()).forEach(out::println);
    }
  }
}

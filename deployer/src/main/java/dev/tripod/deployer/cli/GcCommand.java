package dev.tripod.deployer.cli;

import dev.tripod.deployer.release.Release;
import dev.tripod.deployer.release.Whereabouts;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "gc",
    mixinStandardHelpOptions = true,
    description = {
      "Removes releases from the nodes that nothing uses and that are not among the newest.",
      "What was built last stays, and so does what any version of a job uses that Nomad remembers."
    },
    footer = {"", "Examples:", "  deployer gc --plan", "  deployer gc --keep 2"})
final class GcCommand implements Callable<Integer> {
  private static final String PRUNE = "prune.yml";

  @Mixin ClusterOptions options;
  @Mixin AnsibleOptions ansible;
  @Spec CommandSpec spec;

  @Option(
      names = "--keep",
      paramLabel = "N",
      defaultValue = "5",
      description = "How many of each name stay, the newest (default: ${DEFAULT-VALUE}).")
  int keep;

  @Option(names = "--plan", description = "Only tells what would go; exits with 1 if anything.")
  boolean planOnly;

  @Option(names = "--json", description = "Prints what goes as JSON.")
  boolean json;

  @Override
  public Integer call() throws InterruptedException {
    if (keep < 0) {
      throw new CannotContinue(ExitCode.CANNOT, "--keep: expected 0 or more, not " + keep);
    }
    try (var session = Session.open(options)) {
      var unused = session.stock().unused(wanted(session), keep);
      if (!unused.isEmpty() && !planOnly) {
        session.playbooks(ansible).run(PRUNE, "unused", unused);
      }
      print(unused);
      return (planOnly && !unused.isEmpty() ? ExitCode.NOT_AS_WANTED : ExitCode.OK).number();
    }
  }

  private static Set<Release> wanted(Session session) {
    var wanted = new TreeSet<Release>();
    session
        .releases()
        .digests()
        .forEach((name, digest) -> wanted.add(new Release(name, digest.asText())));
    for (var job : session.nomad().jobs()) {
      for (var version : session.nomad().history().versions(job.key())) {
        wanted.addAll(Release.usedBy(version.specification()));
      }
    }
    return wanted;
  }

  private void print(SortedMap<Release, List<String>> unused) {
    var out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.text(Whereabouts.of(unused)));
      return;
    }
    var verb = planOnly ? "would be removed" : "removed";
    unused.forEach(
        (release, nodes) ->
            out.println("%s: %s from %s".formatted(release, verb, String.join(", ", nodes))));
    if (unused.isEmpty()) {
      out.println("nothing to remove: all releases are used or among the newest " + keep);
    }
  }
}

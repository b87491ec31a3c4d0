package dev.tripod.deployer.cli;

import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Nomad;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The registered job that a verb is about. Its file is not asked, so the verb works without
/// one, and with one that is broken.
final class OneJob {
  @Parameters(index = "0", paramLabel = "JOB", description = "Name of a registered job.")
  String name;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      defaultValue = JobKey.DEFAULT_NAMESPACE,
      description = "The job's namespace in Nomad (default: ${DEFAULT-VALUE}).")
  String namespace;

  JobKey key() {
    return new JobKey(namespace, name);
  }

  LiveJob in(Nomad nomad) {
    return nomad.job(key()).orElseThrow(this::unknown);
  }

  CannotContinue unknown() {
    return new CannotContinue(
        ExitCode.CANNOT,
        "No job %s is registered in the namespace %s; `deployer drift` lists what is, beside the files."
            .formatted(name, namespace));
  }
}

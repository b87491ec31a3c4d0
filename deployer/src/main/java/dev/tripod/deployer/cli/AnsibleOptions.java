package dev.tripod.deployer.cli;

import dev.tripod.deployer.release.Playbook;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where the cluster's playbooks are, for verbs that put something on its nodes or take it away.
final class AnsibleOptions {
  @Option(
      names = "--ansible",
      paramLabel = "DIR",
      defaultValue = "${env:TRIPOD_ANSIBLE:-ansible}",
      description = "Folder of the playbooks (default: ${DEFAULT-VALUE}).")
  Path folder;

  Playbook playbooks(Optional<Path> inventory) {
    return new Playbook(folder, inventory);
  }
}

package dev.tripod.deployer.release;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Runs a playbook of the cluster's on some of its nodes; it needs Ansible and SSH from here.
///
/// @param folder of the playbooks
/// @param inventory of the cluster's machines, where it is not the folder's own
public record Playbook(Path folder, Optional<Path> inventory) {
  /// Copying a release to three machines takes seconds.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int LAST_LINES = 15;

  /// It did not do its work.
  public static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failed(String message) {
      super(message);
    }
  }

  /// Runs it to its end.
  ///
  /// @param variable that names the releases to the playbook
  /// @param releases each with the nodes that it is about; all of them are looked at on each
  /// @throws Failed with the command that a person can run where it works
  public void run(String name, String variable, Map<Release, List<String>> releases)
      throws InterruptedException {
    var nodes = new TreeSet<String>();
    releases.values().forEach(nodes::addAll);
    var variables = MAPPER.valueToTree(Map.of(variable, releases.keySet()));
    var command = new ArrayList<>(List.of("ansible-playbook", name));
    inventory.ifPresent(file -> command.addAll(List.of("--inventory", file.toString())));
    command.addAll(
        List.of("--limit", String.join(",", nodes), "--extra-vars", variables.toString()));
    if (!Files.exists(folder.resolve(name))) {
      throw failed(command, "there is no %s here".formatted(folder.resolve(name)));
    }
    try {
      var log = Files.createTempFile("tripod-playbook", ".log");
      try {
        run(command, log);
      } finally {
        Files.delete(log);
      }
    } catch (IOException e) {
      throw failed(command, e.getMessage());
    }
  }

  private void run(List<String> command, Path log) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(LONGEST.toMillis(), TimeUnit.MILLISECONDS)) {
        throw failed(command, "it had not ended after " + LONGEST.toMinutes() + " minutes");
      }
    } finally {
      process.destroy();
    }
    if (process.exitValue() != 0) {
      throw failed(command, "it ended with %d:\n%s".formatted(process.exitValue(), lastLines(log)));
    }
  }

  private static String lastLines(Path log) throws IOException {
    var lines = Files.readAllLines(log);
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
  }

  private static Failed failed(List<String> command, String why) {
    return new Failed(
        "%s\n  Next: run `cd ansible && %s '%s'` where Ansible reaches the nodes by SSH, then again what you did."
            .formatted(
                why, String.join(" ", command.subList(0, command.size() - 1)), command.getLast()));
  }
}

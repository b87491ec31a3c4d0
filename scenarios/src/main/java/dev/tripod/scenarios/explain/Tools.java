package dev.tripod.scenarios.explain;

import dev.tripod.scenarios.lab.Credentials;
import dev.tripod.scenarios.lab.Deployer;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The deployer and its peer, `nomad job`, on one job file.
final class Tools {
  private static final String FILE = "trial.nomad.hcl";

  private final World world;
  private final Path folder;

  Tools(World world, Path folder) {
    this.world = world;
    this.folder = folder;
  }

  private Path jobs() {
    return folder.resolve("jobs");
  }

  void write(String job) {
    write(FILE, job);
  }

  void write(String file, String job) {
    try {
      Files.createDirectories(jobs());
      Files.writeString(jobs().resolve(file), job);
    } catch (IOException cause) {
      throw new ScenarioFailed("the job of a trial cannot be written", cause);
    }
  }

  void remove(String file) {
    try {
      Files.delete(jobs().resolve(file));
    } catch (IOException cause) {
      throw new ScenarioFailed("the job of a trial cannot be removed", cause);
    }
  }

  /// @param cluster the cluster file to go by
  Deed deployer(List<String> verb, Path cluster) throws InterruptedException {
    return new Deed(
        "deployer " + String.join(" ", verb),
        new Deployer(world.checkout(), folder).run(verb, cluster));
  }

  private Path releases() {
    return world.checkout().clusterFile().resolveSibling("releases.json");
  }

  /// What the last command said until now.
  String said() {
    return Deployer.said(folder);
  }

  /// It may wait without end, so it is ended after a while: exit code 124.
  ///
  /// @param verb of `nomad job` with its arguments, such as `run`
  Deed nomad(List<String> verb) throws InterruptedException {
    var nomad = world.checkout().tool("nomad").toString();
    var command = new ArrayList<>(List.of("timeout", "60", nomad, "job"));
    command.addAll(verb);
    if (!verb.getFirst().equals("revert")) {
      command.addAll(List.of("-var-file", variables().toString(), "jobs/" + FILE));
    }
    return new Deed(
        "nomad job " + String.join(" ", verb), Deployer.together(folder, command, environment()));
  }

  private Path variables() {
    try {
      return Files.writeString(
          folder.resolve("variables.hcl"), "releases = " + Files.readString(releases()));
    } catch (IOException cause) {
      throw new ScenarioFailed("the variables of a trial cannot be written", cause);
    }
  }

  private Map<String, String> environment() {
    var cluster = world.cluster();
    var credentials = Credentials.read(cluster.credentials());
    var certificate = cluster.credentials().resolveSibling(credentials.certificate());
    return Map.of(
        "NOMAD_ADDR", cluster.urls().nomad().toString(),
        "NOMAD_TOKEN", credentials.nomad(),
        "NOMAD_CACERT", cluster.ca().toString(),
        "NOMAD_CLIENT_CERT", certificate.toString(),
        "NOMAD_CLIENT_KEY", certificate + ".key");
  }
}

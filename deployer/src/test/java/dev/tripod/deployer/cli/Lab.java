package dev.tripod.deployer.cli;

import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.NomadAgent;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A real Nomad and a real Consul agent, a folder of job files, and the command line run on them in
/// this process.
final class Lab implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ConsulAgent consul = ConsulAgent.start();
  private final NomadAgent nomad = NomadAgent.start(consul);
  private Path folder;

  /// What one run of the command line left.
  record Run(int exitCode, String out, String err) {}

  Lab empty(Path newFolder) {
    folder = newFolder;
    nomad.purge();
    write("releases.json", "{\"web\": \"digest-1\"}");
    cluster(nomad.url());
    try {
      Files.createDirectories(folder.resolve("jobs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Lets the deployer reach Nomad by another address, such as that of a proxy.
  void cluster(URI nomadUrl) {
    cluster(nomadUrl, consul.url(), List.of("127.0.0.1"));
  }

  /// Lets the deployer see a cluster with other machines.
  ///
  /// @param addresses of the nodes; the last one is that of the agents, the others are named
  ///     `node1` and so on
  void cluster(URI nomadUrl, URI consulUrl, List<String> addresses) {
    write(
        "cluster.json",
        """
        {"name": "test",
         "nodes": [%s],
         "vip": {"address": "127.0.0.1"},
         "urls": {"site": "http://127.0.0.1", "nomad": "%s", "consul": "%s",
                  "prometheus": "http://127.0.0.1:9090"},
         "variables": {"unused": {"list": [1, "two ${x}"]}}}
        """
            .formatted(nodes(addresses), nomadUrl, consulUrl));
  }

  private static String nodes(List<String> addresses) {
    return IntStream.range(0, addresses.size())
        .mapToObj(
            i ->
                "{\"name\": \"%s\", \"address\": \"%s\"}"
                    .formatted(
                        i == addresses.size() - 1 ? "dev" : "node" + (i + 1), addresses.get(i)))
        .collect(Collectors.joining(", "));
  }

  void job(String name, String hcl) {
    write("jobs/" + name + ".nomad.hcl", hcl);
  }

  void remove(String name) {
    try {
      Files.delete(folder.resolve("jobs/" + name + ".nomad.hcl"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(String name, String text) {
    try {
      var file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Run run(String verb, String... more) {
    var out = new StringWriter();
    var err = new StringWriter();
    var exitCode = Main.run(args(verb, more), new PrintWriter(out), new PrintWriter(err));
    return new Run(exitCode, out.toString(), err.toString());
  }

  /// Runs a verb until it comes out as wanted, and returns that run. What Nomad and Consul
  /// tell follows what they do, and a short look may find nobody where the machine stands
  /// still.
  Run runUntil(String what, Predicate<Run> wanted, String verb, String... more) {
    var last = new AtomicReference<Run>();
    try {
      return Await.value(
          what,
          PATIENCE,
          () -> {
            last.set(run(verb, more));
            return Optional.of(last.get()).filter(wanted);
          });
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + last.get(), e);
    }
  }

  /// Starts a verb that does not end by itself.
  Running start(String verb, String... more) {
    return Running.start(args(verb, more));
  }

  private String[] args(String verb, String... more) {
    var common =
        Stream.of(
            verb,
            "--cluster=" + folder.resolve("cluster.json"),
            "--jobs=" + folder.resolve("jobs"));
    return Stream.concat(common, Arrays.stream(more)).toArray(String[]::new);
  }

  Outsider outsider() {
    return new Outsider(nomad.url());
  }

  NomadAgent nomad() {
    return nomad;
  }

  ConsulAgent consul() {
    return consul;
  }

  @Override
  public void close() {
    nomad.close();
    consul.close();
  }
}

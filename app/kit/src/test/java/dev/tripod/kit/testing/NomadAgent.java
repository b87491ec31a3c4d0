package dev.tripod.kit.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// A Nomad agent of its own in development mode, server and client in one, on free ports of the
/// loopback address, registering services in a Consul agent. Jobs use the driver `raw_exec`, which
/// needs neither a chroot nor cgroups of the host.
public final class NomadAgent implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
  private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final NomadCgroups cgroups;
  private final LocalProcess process;
  private final Path folder;
  private final URI url;

  private NomadAgent(NomadCgroups cgroups, LocalProcess process, Path folder, URI url) {
    this.cgroups = cgroups;
    this.process = process;
    this.folder = folder;
    this.url = url;
  }

  /// Returns when the agent leads itself and its node is ready for jobs.
  public static NomadAgent start(ConsulAgent consul) {
    NomadCgroups cgroups = new NomadCgroups();
    Path folder = TestFolders.create("nomad");
    List<Integer> ports = FreePorts.several(3);
    LocalProcess process =
        LocalProcess.start(
            folder,
            List.of(
                Tools.path("nomad").toString(),
                "agent",
                "-dev",
                "-node=dev",
                "-config=" + configuration(folder, ports, consul)));
    NomadAgent agent =
        new NomadAgent(
            cgroups, process, folder, URI.create("http://127.0.0.1:" + ports.getFirst()));
    try {
      Await.until("Nomad is ready at " + agent.url, START_WITHIN, agent::ready);
    } catch (AssertionError e) {
      String output = process.output();
      agent.close();
      throw new AssertionError(e.getMessage() + "\n" + output, e);
    }
    return agent;
  }

  private static Path configuration(Path folder, List<Integer> ports, ConsulAgent consul) {
    try {
      return Files.writeString(
          folder.resolve("agent.hcl"),
          """
          bind_addr            = "127.0.0.1"
          data_dir             = "%s"
          log_level            = "WARN"
          disable_update_check = true
          leave_on_terminate   = false
          ports {
            http = %d
            rpc  = %d
            serf = %d
          }
          client {
            cpu_total_compute = 20000
            options {
              "driver.allowlist"     = "raw_exec"
              "fingerprint.denylist" = "env_aws,env_gce,env_azure,env_digitalocean,cni,bridge"
            }
          }
          plugin "raw_exec" {
            config {
              enabled = true
            }
          }
          consul {
            address = "%s"
          }
          """
              .formatted(
                  folder.resolve("data"),
                  ports.getFirst(),
                  ports.get(1),
                  ports.get(2),
                  consul.url().getAuthority()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean ready() throws IOException, InterruptedException {
    return ask("GET", "/v1/nodes").contains("\"Status\":\"ready\"");
  }

  public URI url() {
    return url;
  }

  /// Stops every job and waits until nothing of them runs.
  public void purge() {
    try {
      for (String job : ids(ask("GET", "/v1/jobs"))) {
        ask("DELETE", "/v1/job/" + job + "?purge=true");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Await.until("all tasks are stopped", STOP_WITHIN, this::quiet);
  }

  private boolean quiet() throws IOException, InterruptedException {
    String allocations = ask("GET", "/v1/allocations");
    return !allocations.contains("\"ClientStatus\":\"running\"")
        && !allocations.contains("\"ClientStatus\":\"pending\"");
  }

  private static List<String> ids(String jobs) {
    return Pattern.compile("\"ID\":\"([^\"]+)\"")
        .matcher(jobs)
        .results()
        .map(match -> match.group(1))
        .distinct()
        .toList();
  }

  private String ask(String method, String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(url.resolve(path))
            .timeout(ANSWER_WITHIN)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    return HTTP.send(request, BodyHandlers.ofString()).body();
  }

  /// Stops what runs, then the agent; nothing is left behind, or the test fails.
  @Override
  public void close() {
    try {
      if (process.alive()) {
        purge();
      }
    } finally {
      List<ProcessHandle> started = process.descendants();
      process.close();
      Leftovers.remove(started, folder);
      cgroups.restore();
      TestFolders.delete(folder);
    }
  }
}

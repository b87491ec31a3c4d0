package dev.tripod.deployer.cli;

import dev.tripod.deployer.loop.AutoscalerService;
import dev.tripod.deployer.loop.Training;
import dev.tripod.kit.config.Env;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Runs until it is told to stop. With the environment variable `TRIPOD_TRAINING=1` it only goes
/// through its start, for the AOT cache.
@Command(
    name = "autoscale",
    mixinStandardHelpOptions = true,
    subcommands = {ExplainCommand.class, SimulateCommand.class},
    description =
        "Follows the scaling policies of the jobs and sets their counts; of several, one leads.",
    footer = {
      "",
      "Example, as jobs/autoscaler.nomad.hcl runs it:",
      "  PORT=8080 deployer autoscale"
    })
final class AutoscaleCommand implements Callable<Integer> {
  @Option(
      names = "--nomad",
      paramLabel = "URL",
      defaultValue = "${env:NOMAD_URL:-http://127.0.0.1:4646}",
      description = "Nomad's API (default: ${DEFAULT-VALUE}).")
  URI nomad;

  @Option(
      names = "--consul",
      paramLabel = "URL",
      defaultValue = "${env:CONSUL_URL:-http://127.0.0.1:8500}",
      description = "The Consul agent whose lock decides who leads (default: ${DEFAULT-VALUE}).")
  URI consul;

  @Option(
      names = "--prometheus",
      paramLabel = "URL",
      defaultValue = "${env:PROMETHEUS_URL:-http://127.0.0.1:9090}",
      description = "Where the queries of policies go (default: ${DEFAULT-VALUE}).")
  URI prometheus;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "${env:PORT:-3001}",
      description =
          "Port of /healthz, /metrics, /leader and /v1/decisions (default: ${DEFAULT-VALUE}).")
  int port;

  // Tokens come by the environment alone: a command line can be read by everybody on the machine.
  private final Env env = Env.system();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if ("1".equals(System.getenv("TRIPOD_TRAINING"))) {
      Training.run();
      return ExitCode.OK.number();
    }
    var settings =
        new AutoscalerService.Settings(
            new Endpoint(nomad, env.text("NOMAD_TOKEN")),
            new Endpoint(consul, env.text(Consul.TOKEN_VARIABLE)),
            prometheus,
            port,
            holder());
    try (var service = AutoscalerService.start(settings)) {
      Runtime.getRuntime().addShutdownHook(new Thread(service::close, "stop"));
      service.await();
    }
    return ExitCode.OK.number();
  }

  /// The allocation where Nomad runs this, so that people find its log.
  private String holder() {
    return env.text("NOMAD_ALLOC_ID")
        .map(id -> "allocation " + id)
        .orElseGet(() -> "process " + ProcessHandle.current().pid());
  }
}

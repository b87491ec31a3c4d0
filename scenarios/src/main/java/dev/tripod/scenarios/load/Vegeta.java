package dev.tripod.scenarios.load;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tripod.scenarios.lab.ScenarioFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/// One stage of load as a pair of vegeta's processes: one attacks, one writes its results as lines.
final class Vegeta {
  private static final int MAX_WORKERS = 10_000;
  private static final int MAX_BODY_BYTES = 128;
  private static final ObjectReader RESULT = new ObjectMapper().readerFor(Result.class);

  /// One line of `vegeta encode`; the latency is in nanoseconds, the body in Base64.
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Result(String timestamp, long latency, int code, String error, String body) {
    Sample toSample() {
      return new Sample(
          Instant.parse(timestamp), Duration.ofNanos(latency), code, code == 0 ? error : "");
    }

    String text() {
      return body == null
          ? ""
          : new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }
  }

  private final Process attacker;
  private final Process encoder;

  private Vegeta(Process attacker, Process encoder) {
    this.attacker = attacker;
    this.encoder = encoder;
  }

  static Vegeta start(Generator generator, Path targets, Stage stage) {
    var binary = generator.vegeta();
    var attack =
        List.of(
            binary.toString(),
            "attack",
            // One connection for each request at a time, so that a lost one loses one request.
            "-http2=false",
            "-rate=" + stage.requestsPerSecond() + "/1s",
            "-duration=" + stage.duration().toMillis() + "ms",
            "-timeout=" + Load.TIMEOUT.toMillis() + "ms",
            "-max-workers=" + MAX_WORKERS,
            "-max-body=" + MAX_BODY_BYTES,
            "-targets=" + targets);
    var encode = List.of(binary.toString(), "encode", "-to=json");
    try {
      var pipeline =
          ProcessBuilder.startPipeline(
              List.of(direct(attack, generator), direct(encode, generator)));
      return new Vegeta(pipeline.getFirst(), pipeline.getLast());
    } catch (IOException cause) {
      throw new ScenarioFailed(binary + " could not be started", cause);
    }
  }

  /// Reads the results, with the beginning of each body, until the attack is over.
  void readTo(BiConsumer<Sample, String> listener) {
    try (var lines = encoder.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        Result result = RESULT.readValue(line);
        listener.accept(result.toSample(), result.text());
      }
    } catch (IOException closed) {
      kill();
    }
  }

  /// vegeta takes SIGINT as "send nothing more, wait for the answers that are due"; Java by itself
  /// can only send SIGTERM.
  void interrupt() {
    if (!attacker.isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(attacker.pid())).start().waitFor();
    } catch (IOException cause) {
      throw new ScenarioFailed("`kill` could not be run", cause);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  void kill() {
    attacker.destroy();
    encoder.destroy();
  }

  /// No proxy of the user's shell stands between the load and the cluster.
  private static ProcessBuilder direct(List<String> command, Generator generator) {
    var builder = new ProcessBuilder(command);
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    // The variable by which programs made with Go are told whom to trust.
    generator
        .authority()
        .ifPresent(file -> builder.environment().put("SSL_CERT_FILE", file.toString()));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }
}

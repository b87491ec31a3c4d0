package dev.tripod.scenarios.load;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.tripod.scenarios.lab.ScenarioFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// GET requests at fixed arrival rates, one stage after the other, by vegeta. The next stage starts
/// on time even when answers to the last one are still due. It ends by itself after its stages.
public final class Load implements AutoCloseable {
  /// After this long without an answer a request counts as failed.
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final int MAX_WORKERS = 10_000;
  private static final int MAX_BODY_BYTES = 128;
  private static final ObjectReader RESULT = new ObjectMapper().readerFor(Result.class);

  /// One line of `vegeta encode -to json`; the latency is in nanoseconds, the body in Base64.
  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Result(String timestamp, long latency, int code, String error, String body) {
    Sample toSample() {
      return new Sample(Instant.parse(timestamp), Duration.ofNanos(latency), code, error);
    }

    String text() {
      return body == null
          ? ""
          : new String(Base64.getDecoder().decode(body), StandardCharsets.UTF_8);
    }
  }

  private final Path vegeta;
  private final Path targets;
  private final List<Stage> stages;
  private final BiConsumer<Sample, String> listener;
  private final Recorder recorder = new Recorder();
  private final List<Process> attackers = new ArrayList<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread conductor;

  private Load(Path vegeta, Path targets, List<Stage> stages, BiConsumer<Sample, String> listener) {
    this.vegeta = vegeta;
    this.targets = targets;
    this.stages = stages;
    this.listener = listener;
    this.conductor = Thread.ofVirtual().name("load").unstarted(this::conduct);
  }

  /// Starts to GET the `urls` in turn.
  public static Load start(Path vegeta, List<URI> urls, List<Stage> stages) {
    return start(vegeta, urls, stages, (_, _) -> {});
  }

  /// The same with a listener, called by one thread per stage, that gets the beginning of each
  /// body.
  public static Load start(
      Path vegeta, List<URI> urls, List<Stage> stages, BiConsumer<Sample, String> listener) {
    var load = new Load(vegeta, write(urls), Stage.bounded(stages), listener);
    load.conductor.start();
    return load;
  }

  /// Waits until the last stage has ended and all its answers are in.
  public List<Sample> await() throws InterruptedException {
    conductor.join();
    return recorder.all();
  }

  /// Sends nothing more, and waits for the answers that are due.
  public List<Sample> finish() throws InterruptedException {
    stopped.countDown();
    synchronized (attackers) {
      attackers.forEach(Load::interrupt);
    }
    return await();
  }

  public List<Sample> samples() {
    return recorder.all();
  }

  public List<Sample> endedBetween(Instant from, Instant to) {
    return recorder.endedBetween(from, to);
  }

  public boolean running() {
    return conductor.isAlive();
  }

  @Override
  public void close() {
    stopped.countDown();
    synchronized (attackers) {
      attackers.forEach(Process::destroy);
    }
    try {
      Files.deleteIfExists(targets);
    } catch (IOException leftInTemporaryFolder) {
      throw new UncheckedIOException(leftInTemporaryFolder);
    }
  }

  private void conduct() {
    var readers = new ArrayList<Thread>();
    try {
      for (var stage : stages) {
        attack(stage).ifPresent(readers::add);
        if (stopped.await(stage.duration().toNanos(), TimeUnit.NANOSECONDS)) {
          break;
        }
      }
      for (var reader : readers) {
        reader.join();
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /// Starts the processes of a stage, and a thread that reads their results to the end.
  private Optional<Thread> attack(Stage stage) {
    synchronized (attackers) {
      if (stopped.getCount() == 0) {
        return Optional.empty();
      }
      try {
        var pipeline = ProcessBuilder.startPipeline(List.of(attacker(stage), encoder()));
        attackers.add(pipeline.getFirst());
        return Optional.of(Thread.ofVirtual().start(() -> record(pipeline.getLast())));
      } catch (IOException cause) {
        throw new ScenarioFailed(vegeta + " could not be started", cause);
      }
    }
  }

  private void record(Process encoder) {
    try (BufferedReader lines = encoder.inputReader(StandardCharsets.UTF_8)) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        Result result = RESULT.readValue(line);
        recorder.add(result.toSample());
        listener.accept(result.toSample(), result.text());
      }
    } catch (IOException closed) {
      encoder.destroy();
    }
  }

  private ProcessBuilder attacker(Stage stage) {
    var command =
        List.of(
            vegeta.toString(),
            "attack",
            "-rate=" + stage.requestsPerSecond() + "/1s",
            "-duration=" + stage.duration().toMillis() + "ms",
            "-timeout=" + TIMEOUT.toMillis() + "ms",
            "-max-workers=" + MAX_WORKERS,
            "-max-body=" + MAX_BODY_BYTES,
            "-targets=" + targets);
    return direct(new ProcessBuilder(command));
  }

  private ProcessBuilder encoder() {
    return direct(new ProcessBuilder(vegeta.toString(), "encode", "-to=json"));
  }

  /// No proxy of the user's shell stands between the load and the cluster.
  private static ProcessBuilder direct(ProcessBuilder builder) {
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
    return builder.redirectError(ProcessBuilder.Redirect.INHERIT);
  }

  /// vegeta takes SIGINT as "send nothing more"; Java can only send SIGTERM by itself.
  private static void interrupt(Process process) {
    try {
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    } catch (IOException cause) {
      throw new ScenarioFailed("`kill` could not be run", cause);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path write(List<URI> urls) {
    try {
      var file = Files.createTempFile("tripod-load-", ".targets");
      return Files.write(file, urls.stream().map(url -> "GET " + url).toList());
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}

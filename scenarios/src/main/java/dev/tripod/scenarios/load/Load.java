package dev.tripod.scenarios.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/// GET requests at fixed arrival rates, one stage after the other, by vegeta. The next stage starts
/// on time even when answers to the last one are still due. It ends by itself after its stages.
public final class Load implements AutoCloseable {
  /// After this long without an answer a request counts as failed.
  public static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Generator generator;
  private final Path targets;
  private final List<Stage> stages;
  private final BiConsumer<Sample, String> listener;
  private final Recorder recorder = new Recorder();
  private final List<Vegeta> attacks = new ArrayList<>();
  private final Map<Integer, Instant> firsts = new ConcurrentHashMap<>();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread conductor;

  private Load(
      Generator generator, Path targets, List<Stage> stages, BiConsumer<Sample, String> listener) {
    this.generator = generator;
    this.targets = targets;
    this.stages = stages;
    this.listener = listener;
    this.conductor = Thread.ofVirtual().name("load").unstarted(this::conduct);
  }

  /// Starts to GET the `urls` in turn.
  public static Load start(Generator generator, List<URI> urls, List<Stage> stages) {
    return start(generator, urls, stages, (_, _) -> {});
  }

  /// The same with a listener, called by one thread per stage, that gets the beginning of each
  /// body.
  public static Load start(
      Generator generator,
      List<URI> urls,
      List<Stage> stages,
      BiConsumer<Sample, String> listener) {
    var load = new Load(generator, write(urls), Stage.bounded(stages), listener);
    load.conductor.start();
    return load;
  }

  /// When the first request of a stage was sent, of those that have been answered: a little after
  /// its time, as vegeta has to start. Empty while there is none.
  ///
  /// @param stage 0 for the first
  public Optional<Instant> firstOf(int stage) {
    return Optional.ofNullable(firsts.get(stage));
  }

  /// Waits until the last stage has ended and all its answers are in.
  public List<Sample> await() throws InterruptedException {
    conductor.join();
    return recorder.all();
  }

  /// Sends nothing more, and waits for the answers that are due.
  public List<Sample> finish() throws InterruptedException {
    stopped.countDown();
    synchronized (attacks) {
      attacks.forEach(Vegeta::interrupt);
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
    synchronized (attacks) {
      attacks.forEach(Vegeta::kill);
    }
    try {
      Files.deleteIfExists(targets);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  private void conduct() {
    var readers = new ArrayList<Thread>();
    try {
      for (int number = 0; number < stages.size(); number++) {
        attack(number).ifPresent(readers::add);
        if (stopped.await(stages.get(number).duration().toNanos(), TimeUnit.NANOSECONDS)) {
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

  /// Starts a stage, and a thread that reads its results to the end.
  private Optional<Thread> attack(int number) {
    synchronized (attacks) {
      if (stopped.getCount() == 0) {
        return Optional.empty();
      }
      var attack = Vegeta.start(generator, targets, stages.get(number));
      attacks.add(attack);
      return Optional.of(
          Thread.ofVirtual()
              .start(() -> attack.readTo((sample, body) -> record(number, sample, body))));
    }
  }

  private void record(int stage, Sample sample, String body) {
    firsts.merge(stage, sample.start(), (one, other) -> one.isBefore(other) ? one : other);
    recorder.add(sample);
    listener.accept(sample, body);
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

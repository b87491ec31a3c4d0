package dev.tripod.deployer.logs;

import dev.tripod.deployer.net.AtOnce;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.LogApi;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.kit.net.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The logs of all instances of a job, as one.
public final class JobLogs implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// Nomad adds up to a sixteenth of the wait.
  private static final Nomad.Limits WATCHING =
      new Nomad.Limits(LONGEST_WAIT.plusSeconds(4), Duration.ZERO);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /// There is nothing to read; the message says why, and what to do.
  public static final class NothingToRead extends RuntimeException {
    NothingToRead(String message) {
      super(message);
    }
  }

  private final JobKey job;
  private final Choice choice;
  private final int lines;
  private final Printer printer;
  private final Supplier<Endpoint> address;
  private final Map<Source, Reading> readings = new HashMap<>();
  private final Map<Source, Follower> followers = new HashMap<>();
  private volatile Connection connection;

  /// An address of Nomad and what is asked there.
  private record Connection(Nomad nomad, LogApi logs) implements AutoCloseable {
    static Connection to(Endpoint endpoint) {
      return new Connection(new Nomad(endpoint, WATCHING), new LogApi(endpoint, TIMEOUT));
    }

    @Override
    public void close() {
      nomad.close();
      logs.close();
    }
  }

  /// Those of one job.
  ///
  /// @param lines how many of the last lines of each log are printed
  /// @param address finds where Nomad answers now
  public JobLogs(
      JobKey job, Choice choice, int lines, Printer printer, Supplier<Endpoint> address) {
    this.job = job;
    this.choice = choice;
    this.lines = lines;
    this.printer = printer;
    this.address = address;
    this.connection = Connection.to(address.get());
  }

  /// Prints the last lines of each log.
  ///
  /// @throws NothingToRead when there is no such instance
  public void last() throws InterruptedException {
    print(sources(), true);
  }

  /// The same, and then what comes, until nobody reads any more.
  public void follow() throws InterruptedException {
    print(sources(), false);
    var watch = Thread.ofVirtual().name("watch-" + job).start(this::watch);
    printer.awaitClosed();
    watch.interrupt();
  }

  private List<Source> sources() {
    var allocations = connection.nomad().allocations(job, 0, Duration.ZERO).value();
    var sources = choice.among(allocations);
    if (sources.isEmpty()) {
      throw new NothingToRead(why(allocations));
    }
    return sources;
  }

  private String why(List<Allocation> allocations) {
    if (allocations.isEmpty() && connection.nomad().job(job).isEmpty()) {
      return "Nomad knows no job %s in the namespace %s; `nomad job status` lists them, --namespace names another."
          .formatted(job.id(), job.namespace());
    }
    return choice
        .unknown(allocations)
        .map(fault -> "The job %s %s.".formatted(job, fault))
        .orElseGet(() -> "The job %s has no such instance%s".formatted(job, hint(allocations)));
  }

  private static String hint(List<Allocation> allocations) {
    return allocations.stream().anyMatch(Allocation::ended)
        ? " that runs; --all shows those that have ended."
        : "; `deployer status` tells what is wrong with it.";
  }

  private record Tail(Source source, List<String> lines, RuntimeException fault) {}

  private void print(List<Source> sources, boolean last) throws InterruptedException {
    sources.forEach(source -> readings.put(source, new Reading(source, printer)));
    var tails = AtOnce.all(sources, source -> tail(source, last));
    if (tails.stream().allMatch(tail -> tail.fault() != null)) {
      throw tails.getFirst().fault();
    }
    for (var tail : tails) {
      tail.lines().forEach(line -> printer.line(tail.source(), line));
      if (tail.fault() != null) {
        printer.note(tail.source(), "cannot be read: " + tail.fault().getMessage());
      }
    }
  }

  private Tail tail(Source source, boolean last) {
    try {
      var reading = readings.get(source);
      return new Tail(source, reading.tail(connection.logs(), lines, last), null);
    } catch (NomadRefused | NomadUnavailable | Reading.Broken fault) {
      return new Tail(source, List.of(), fault);
    }
  }

  private void watch() {
    var index = 0L;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        var seen = connection.nomad().allocations(job, index, LONGEST_WAIT);
        index = seen.index();
        change(choice.running().among(seen.value()));
      } catch (NomadUnavailable | NomadRefused fault) {
        index = 0;
        reconnect(fault.getMessage());
      }
    }
  }

  private void change(List<Source> sources) {
    followers.entrySet().stream()
        .filter(entry -> !sources.contains(entry.getKey()))
        .forEach(entry -> entry.getValue().end());
    followers.keySet().retainAll(sources);
    sources.forEach(source -> followers.computeIfAbsent(source, this::follower));
  }

  private Follower follower(Source source) {
    var reading = readings.computeIfAbsent(source, one -> new Reading(one, printer));
    return Follower.start(source, reading, () -> connection.logs(), printer);
  }

  /// Finds another address. The followers' connections end with the old one, and are opened anew.
  private void reconnect(String fault) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    printer.note("Instances cannot be watched now, is tried again: " + fault);
    try {
      Thread.sleep(PAUSE);
      var next = Connection.to(address.get());
      connection.close();
      connection = next;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException _) {
      // Nobody answers; the old address is as good as any.
    }
  }

  @Override
  public void close() {
    followers.values().forEach(Follower::stop);
    connection.close();
  }
}

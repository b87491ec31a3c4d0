package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells which jobs change, and which come to the end of a deployment, by one long-lived connection
/// to Nomad's event stream. An event only names a job; what is true of it has to be asked.
///
/// What Nomad 1.11 does, from its source:
///
///   - It sends `{}` when it has subscribed us, then each half minute; earlier versions each ten
///     seconds.
///   - It buffers 100 changes. Who is slower, or whose token ends, is cut off; who comes again and
///     names an index gets what is left from there on, and is not told what is missing. So each
///     connection begins anew here.
///   - Who names no index gets all that is buffered first. A change of long ago does no harm, as
///     what is true is asked anyway; the end of a deployment of long ago is left out.
///   - The server that is asked answers by itself, without the leader. One that lags tells late,
///     but never before the leader knows.
///   - The namespaces are those of the begin. A namespace that comes later needs a new connection.
///   - A scaling event is no event: the job's own comes before it, and a mere note has none.
///   - Who may not read jobs in each namespace gets the status 200, and an end without a word.
final class JobEvents implements AutoCloseable {
  /// Nomad's heartbeat and what may delay it.
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(35);

  private static final Duration CHECK_EVERY = Duration.ofMillis(200);
  private static final Duration PAUSE_AFTER_END = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(JobEvents.class);
  private static final ObjectReader MESSAGES =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .readerFor(Message.class);

  /// A line; without events it is a heartbeat.
  record Message(@JsonProperty("Index") long index, @JsonProperty("Events") List<Event> events) {
    Message {
      events = Objects.requireNonNullElse(events, List.of());
    }
  }

  record Payload(@JsonProperty("Deployment") Status deployment) {
    static final Payload NONE = new Payload(Status.NONE);

    Payload {
      deployment = Objects.requireNonNullElse(deployment, Status.NONE);
    }
  }

  /// How a deployment stands.
  record Status(@JsonProperty("Status") String status) {
    static final Status NONE = new Status("");
    private static final Set<String> ENDS = Set.of("successful", "failed", "cancelled");

    Status {
      status = Objects.requireNonNullElse(status, "");
    }

    boolean ended() {
      return ENDS.contains(status);
    }
  }

  /// The key of a job's event is the job, that of an allocation's or a deployment's is not, but one
  /// filters by it.
  record Event(
      @JsonProperty("Namespace") String namespace,
      @JsonProperty("Key") String key,
      @JsonProperty("FilterKeys") List<String> filterKeys,
      @JsonProperty("Payload") Payload payload) {
    Event {
      payload = Objects.requireNonNullElse(payload, Payload.NONE);
    }

    boolean endsDeployment() {
      return payload.deployment().ended();
    }

    Stream<JobKey> jobs() {
      var others = Objects.requireNonNullElse(filterKeys, List.<String>of());
      return Stream.concat(Stream.of(key), others.stream()).map(id -> new JobKey(namespace, id));
    }
  }

  private final Supplier<Indexed<InputStream>> source;
  private final Duration longestSilence;
  private final Consumer<JobKey> listener;
  private final Consumer<JobKey> deployed;
  private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
  private final Thread supervisor;
  private volatile Optional<String> outage = Optional.of("no event has come yet");
  private volatile boolean outdated;
  private volatile boolean closed;
  private volatile long sinceNanos;
  private volatile long heardNanos = System.nanoTime();

  /// @param source opens the stream, with Nomad's index of that time; it may wait for its begin
  /// @param listener gets whatever may be the name of a job that changed
  /// @param deployed gets, after that, whatever may be the name of a job whose deployment ended
  JobEvents(
      Supplier<Indexed<InputStream>> source, Consumer<JobKey> listener, Consumer<JobKey> deployed) {
    this(source, listener, deployed, LONGEST_SILENCE);
  }

  JobEvents(
      Supplier<Indexed<InputStream>> source,
      Consumer<JobKey> listener,
      Consumer<JobKey> deployed,
      Duration longestSilence) {
    this.source = source;
    this.longestSilence = longestSilence;
    this.listener = listener;
    this.deployed = deployed;
    this.supervisor = Thread.ofVirtual().name("job-events").unstarted(this::supervise);
  }

  /// Tells of a namespace's jobs, too. The first one opens the stream.
  void follow(String namespace) {
    if (namespaces.add(namespace)) {
      outdated = true;
      if (supervisor.getState() == Thread.State.NEW) {
        start();
      }
    }
  }

  private synchronized void start() {
    if (supervisor.getState() == Thread.State.NEW) {
      supervisor.start();
    }
  }

  /// Whether every change since that time was told of.
  boolean tellSince(long nanoTime) {
    return outage.isEmpty() && !outdated && !silent() && nanoTime - sinceNanos > 0;
  }

  /// Why changes may not be told of; empty while they are, and before anybody asked for them.
  Optional<String> outage() {
    return namespaces.isEmpty() ? Optional.empty() : outage;
  }

  private boolean silent() {
    return System.nanoTime() - heardNanos > longestSilence.toNanos();
  }

  private void supervise() {
    try {
      while (!closed) {
        outdated = false;
        heardNanos = System.nanoTime();
        var connection = Thread.ofVirtual().name("job-events-connection").start(this::listen);
        try {
          while (!connection.join(CHECK_EVERY)) {
            if (silent()) {
              lost("Nomad's event stream was silent for " + longestSilence.toSeconds() + " s");
            }
            if (outdated || silent()) {
              connection.interrupt();
            }
          }
        } finally {
          connection.interrupt();
        }
        if (!outdated) {
          Thread.sleep(PAUSE_AFTER_END);
        }
      }
    } catch (InterruptedException _) {
      LOG.debug("interrupted, which only close does");
    }
  }

  private void listen() {
    try {
      lost(
          follow(source.get())
              ? "Nomad ended its event stream"
              : "Nomad ended its event stream before it began; the token needs `read-job` in every namespace");
    } catch (IOException | RuntimeException e) {
      lost(
          "Nomad's event stream broke: "
              + Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  /// Returns at its end, with whether it had begun.
  private boolean follow(Indexed<InputStream> stream) throws IOException {
    boolean begun = false;
    // A reader, as Jackson holds back the first three bytes of a stream, which are the heartbeat.
    try (var body = new InputStreamReader(stream.value(), StandardCharsets.UTF_8);
        MappingIterator<Message> messages = MESSAGES.readValues(body)) {
      while (messages.hasNextValue()) {
        heard(messages.nextValue(), stream.index());
        begun = true;
      }
    }
    return begun;
  }

  private void heard(Message message, long begin) {
    message.events().stream().flatMap(Event::jobs).forEach(listener);
    if (message.index() > begin) {
      ended(message).forEach(deployed);
    }
    heardNanos = System.nanoTime();
    if (outage.isPresent()) {
      sinceNanos = heardNanos;
      outage = Optional.empty();
      LOG.info("changes of jobs are told by Nomad's event stream");
    }
  }

  private static Stream<JobKey> ended(Message message) {
    return message.events().stream().filter(Event::endsDeployment).flatMap(Event::jobs);
  }

  private void lost(String reason) {
    if (outage.isEmpty() && !closed && !outdated) {
      LOG.warn("{}; until it is back, counts are read for each evaluation", reason);
    }
    outage = Optional.of(reason);
  }

  @Override
  public void close() {
    closed = true;
    supervisor.interrupt();
  }
}

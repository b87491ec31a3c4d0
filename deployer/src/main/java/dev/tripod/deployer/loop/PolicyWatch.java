package dev.tripod.deployer.loop;

import dev.tripod.deployer.net.AtOnce;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.nomad.ScalingApi.Stub;
import dev.tripod.deployer.scale.policy.PolicyReader;
import dev.tripod.deployer.scale.policy.PolicyReading;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the scaling policies of Nomad's jobs by one blocking query, and reads those that
/// changed, [#READERS] at a time. While Nomad is away the last known policies stay.
final class PolicyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  /// The list is long where policies are many; while many change, it is not asked for all the time.
  private static final Duration PAUSE_AFTER_CHANGE = Duration.ofMillis(250);

  /// Evaluations need calls to Nomad, too.
  private static final int READERS = 4;

  /// Those that are read begin while the others, perhaps thousands, are still to be read.
  private static final Duration HANDED_OVER_EVERY = Duration.ofMillis(250);

  private record Known(long modifyIndex, PolicyReading reading) {}

  private final ScalingApi nomad;
  private final Consumer<List<PolicyReading>> listener;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private volatile Optional<String> outage = Optional.of("Nomad was not asked yet");

  /// @param listener gets all known policies after each change, in this watch's thread
  PolicyWatch(ScalingApi nomad, Consumer<List<PolicyReading>> listener) {
    this.nomad = nomad;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("policies").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /// Why the policies may be out of date; empty while they are not.
  Optional<String> outage() {
    return outage;
  }

  private void run() {
    long index = 0;
    while (closed.getCount() > 0) {
      try {
        var stubs = nomad.policies(index);
        if (stubs.index() != index) {
          update(stubs.value());
          pause(PAUSE_AFTER_CHANGE);
        }
        // An index that went back belongs to another history: begin anew.
        index = stubs.index() < index ? 0 : stubs.index();
        outage = Optional.empty();
      } catch (NomadRefused | NomadUnavailable e) {
        index = 0;
        report(e);
        pause(PAUSE_AFTER_FAULT);
      } catch (InterruptedException _) {
        LOG.debug("interrupted, which only close does");
      }
    }
  }

  private void update(List<Stub> stubs) throws InterruptedException {
    known.keySet().retainAll(stubs.stream().map(Stub::id).collect(Collectors.toSet()));
    List<Stub> changed = stubs.stream().filter(this::changed).toList();
    long handedOver = System.nanoTime();
    for (int from = 0; from < changed.size(); from += READERS) {
      AtOnce.all(changed.subList(from, Math.min(changed.size(), from + READERS)), this::read);
      if (System.nanoTime() - handedOver > HANDED_OVER_EVERY.toNanos()) {
        handOver();
        handedOver = System.nanoTime();
      }
    }
    handOver();
  }

  private void handOver() {
    listener.accept(known.values().stream().map(Known::reading).toList());
  }

  private boolean changed(Stub stub) {
    Known before = known.get(stub.id());
    return before == null || before.modifyIndex() != stub.modifyIndex();
  }

  /// Returns whether the policy is still there.
  private boolean read(Stub stub) {
    var policy = nomad.policy(stub).map(PolicyReader::read);
    policy.ifPresentOrElse(
        reading -> known.put(stub.id(), new Known(stub.modifyIndex(), reading)),
        () -> known.remove(stub.id()));
    return policy.isPresent();
  }

  private void report(RuntimeException fault) {
    if (outage.isEmpty() && closed.getCount() > 0) {
      LOG.warn(
          "The scaling policies cannot be followed, the known ones stay: {}", fault.getMessage());
    }
    outage = Optional.of(String.valueOf(fault.getMessage()));
  }

  private void pause(Duration time) {
    try {
      if (closed.await(time.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.debug("closed");
      }
    } catch (InterruptedException _) {
      LOG.debug("interrupted, which only close does");
    }
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}

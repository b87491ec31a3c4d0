package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.nomad.ScalingApi.Stub;
import dev.tripod.deployer.scale.policy.PolicyReader;
import dev.tripod.deployer.scale.policy.PolicyReading;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows the scaling policies of Nomad's jobs by one blocking query, and reads those that
/// changed. While Nomad is away the last known policies stay.
final class PolicyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);
  private static final Duration PAUSE_AFTER_FAULT = Duration.ofSeconds(1);

  private record Known(long modifyIndex, PolicyReading reading) {}

  private final ScalingApi nomad;
  private final Consumer<List<PolicyReading>> listener;
  private final Thread thread;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Map<String, Known> known = Map.of();
  private volatile Optional<String> outage = Optional.of("Nomad was not asked yet");

  /// @param listener gets all policies after each change, in this watch's thread
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
        }
        // An index that went back belongs to another history: begin anew.
        index = stubs.index() < index ? 0 : stubs.index();
        outage = Optional.empty();
      } catch (NomadRefused | NomadUnavailable e) {
        index = 0;
        report(e);
        pause();
      }
    }
  }

  private void update(List<Stub> stubs) {
    var next = new HashMap<String, Known>();
    for (Stub stub : stubs) {
      Known before = known.get(stub.id());
      if (before != null && before.modifyIndex() == stub.modifyIndex()) {
        next.put(stub.id(), before);
      } else {
        nomad
            .policy(stub)
            .map(PolicyReader::read)
            .ifPresent(reading -> next.put(stub.id(), new Known(stub.modifyIndex(), reading)));
      }
    }
    known = Map.copyOf(next);
    listener.accept(known.values().stream().map(Known::reading).toList());
  }

  private void report(RuntimeException fault) {
    if (outage.isEmpty() && closed.getCount() > 0) {
      LOG.warn(
          "The scaling policies cannot be followed, the known ones stay: {}", fault.getMessage());
    }
    outage = Optional.of(String.valueOf(fault.getMessage()));
  }

  private void pause() {
    try {
      if (closed.await(PAUSE_AFTER_FAULT.toMillis(), TimeUnit.MILLISECONDS)) {
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

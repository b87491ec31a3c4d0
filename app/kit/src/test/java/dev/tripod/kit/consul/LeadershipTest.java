package dev.tripod.kit.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import dev.tripod.kit.testing.InTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String KEY = "test/leader";

  private ConsulAgent agent;
  private Leadership leader;

  @BeforeEach
  void start() {
    agent = ConsulAgent.start();
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private record Heard(List<String> words) implements Leadership.Listener {
    @Override
    public void gained() {
      words.add("gained");
    }

    @Override
    public void lost() {
      words.add("lost");
    }
  }

  @Test
  void oneLeadsAndTheNextFollowsAtOnce() throws Exception {
    leader = Leadership.start(agent.client(), KEY, "first");
    tokenOf(leader);
    InTime.of("no lock-delay is felt", LockTiming.BELIEVED.lockDelay(), this::leadNext);
    Heard heard = new Heard(new CopyOnWriteArrayList<>());
    try (Leadership next = leader) {
      next.addListener(heard);
      assertThat(agent.client().keyValues().get(KEY).orElseThrow().value()).isEqualTo("next");
      Await.until("next heard it", SOON, () -> heard.words().equals(List.of("gained")));
    }
    assertThat(heard.words()).containsExactly("gained", "lost");
  }

  /// Who leads gives it back, while the next one waits; the token must have grown.
  private long leadNext() {
    Leadership before = leader;
    long token = tokenOf(before);
    leader = Leadership.start(agent.client(), KEY, "next");
    Await.until("next has a session", SOON, () -> sessions() == 2);
    assertThat(leader.isLeader()).isFalse();
    before.close();
    assertThat(before.isLeader()).isFalse();
    assertThat(before.fencingToken()).isEmpty();
    long next = tokenOf(leader);
    assertThat(next).isGreaterThan(token);
    return next;
  }

  /// Waits until it leads.
  private static long tokenOf(Leadership one) {
    return Await.value("it leads", SOON, () -> one.fencingToken().stream().boxed().findFirst());
  }

  private long sessions() {
    return agent.client().sessions().count();
  }

  @Test
  void aLeaderWhoseSessionEndsStopsBeforeAnotherBegins() {
    Heard heard = new Heard(new CopyOnWriteArrayList<>());
    try (Leadership only = Leadership.start(agent.client(), KEY, "only")) {
      only.addListener(heard);
      Await.until("it leads", SOON, only::isLeader);
      agent.client().sessions().destroy(session());
      Await.until("it lost", SOON, () -> heard.words().contains("lost"));
      Await.until("it leads again after the lock-delay", SOON, only::isLeader);
    }
  }

  @Test
  void withoutConsulALeaderStopsByItsOwnClockAndGoesOnAfterwards() {
    try (Leadership leader = Leadership.start(agent.client(), KEY, "leader")) {
      Await.until("it leads", SOON, leader::isLeader);
      agent.freeze();
      long startNanos = System.nanoTime();
      Await.until("it stops", SOON, () -> !leader.isLeader());
      assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(ConsulLock.TTL);
      agent.thaw();
      Await.until("it leads again", SOON, leader::isLeader);
    }
  }

  /// Its session is renewed all the time, so Consul alone would never end it.
  @Test
  void aSilentHolderIsExpelled() {
    Consul consul = agent.client();
    String silent = consul.sessions().create(KEY, ConsulLock.TTL, LockTiming.BELIEVED.lockDelay());
    assertThat(consul.keyValues().acquire(KEY, "silent", silent)).isTrue();
    try (Leadership next = Leadership.start(consul, KEY, "next")) {
      Await.until(
          "the silent one's session is ended", SOON, () -> !consul.sessions().renew(silent));
      Await.until("the next one leads", SOON, next::isLeader);
    }
  }

  @Test
  void aHolderThatLivesIsNotExpelled() {
    try (Leadership holder = Leadership.start(agent.client(), KEY, "holder")) {
      tokenOf(holder);
      try (Leadership other = Leadership.start(agent.client(), KEY, "other")) {
        String session = session();
        Set<Long> said = new HashSet<>();
        Await.until(
            "it has said for longer than is taken for death that it lives",
            SOON,
            () -> said.add(index()) && said.size() > LockTiming.BELIEVED.death().toSeconds() + 2);
        assertThat(session()).as("who is expelled loses it").isEqualTo(session);
        assertThat(other.isLeader()).isFalse();
        Await.until("it leads on", SOON, holder::isLeader);
      }
    }
  }

  private String session() {
    return agent.client().keyValues().get(KEY).orElseThrow().session().orElseThrow();
  }

  private long index() {
    return agent.client().keyValues().get(KEY).orElseThrow().modifyIndex();
  }

  @Test
  void aDeletedKeyIsALostLock() {
    try (ConsulLock lock = ConsulLock.open(agent.client(), KEY, LockTiming.BELIEVED)) {
      Await.until("it has the lock", SOON, () -> lock.tryAcquire("a"));
      agent.client().keyValues().delete(KEY);
      Await.until("it notices", SOON, () -> !lock.held());
    }
  }

  /// Others who look at the index may not take the question for a word of the holder.
  @Test
  void thatAKeyIsStillTheSameIsFoundWithoutChangingIt() {
    try (ConsulLock lock = ConsulLock.open(agent.client(), KEY, LockTiming.BELIEVED)) {
      Await.until("it has the lock", SOON, () -> lock.tryAcquire("a"));
      KeyValues keys = agent.client().keyValues();
      String session = lock.session().orElseThrow();
      String other = agent.client().sessions().create(KEY, ConsulLock.TTL, Duration.ZERO);
      assertThat(keys.touch(KEY, "a", session, 1_001)).isTrue();
      KeyEntry before = keys.get(KEY).orElseThrow();
      assertThat(keys.isStill(before, other)).isTrue();
      assertThat(keys.get(KEY)).hasValue(before);

      assertThat(keys.touch(KEY, "a", session, 1_002)).isTrue();
      assertThat(keys.isStill(before, other)).isFalse();
    }
  }
}

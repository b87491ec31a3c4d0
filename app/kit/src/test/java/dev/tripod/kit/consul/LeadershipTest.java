package dev.tripod.kit.consul;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import dev.tripod.kit.testing.ConsulAgent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadershipTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String KEY = "test/leader";

  private ConsulAgent agent;

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
  void oneLeadsAndTheNextFollowsAtOnce() {
    Heard heard = new Heard(new CopyOnWriteArrayList<>());
    try (Leadership second = leadAfter("first")) {
      second.addListener(heard);
      Await.until("second leads", SOON, second::isLeader);
      assertThat(agent.client().keyValues().get(KEY).orElseThrow().value()).isEqualTo("second");
      Await.until("second heard it", SOON, () -> heard.words().equals(List.of("gained")));
    }
    assertThat(heard.words()).containsExactly("gained", "lost");
  }

  /// `name` leads and gives it back, while "second" waits; the token must have grown, and no
  /// lock-delay may be felt.
  private Leadership leadAfter(String name) {
    Leadership first = Leadership.start(agent.client(), KEY, name);
    Await.until(name + " leads", SOON, first::isLeader);
    long token = first.fencingToken().orElseThrow();
    Leadership second = Leadership.start(agent.client(), KEY, "second");
    Await.until("second has a session", SOON, () -> sessions() == 2);
    assertThat(second.isLeader()).isFalse();
    long startNanos = System.nanoTime();
    first.close();
    assertThat(first.isLeader()).isFalse();
    assertThat(first.fencingToken()).isEmpty();
    Await.until("second leads", SOON, second::isLeader);
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(ConsulLock.LOCK_DELAY);
    assertThat(second.fencingToken().orElseThrow()).isGreaterThan(token);
    return second;
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
      String session = agent.client().keyValues().get(KEY).orElseThrow().session().orElseThrow();
      agent.client().sessions().destroy(session);
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
    String silent = consul.sessions().create(KEY, ConsulLock.TTL, ConsulLock.LOCK_DELAY);
    assertThat(consul.keyValues().acquire(KEY, "silent", silent)).isTrue();
    try (Leadership next = Leadership.start(consul, KEY, "next")) {
      Await.until(
          "the silent one's session is ended", SOON, () -> !consul.sessions().renew(silent));
      Await.until("the next one leads", SOON, next::isLeader);
    }
  }

  @Test
  void aHolderThatLivesIsNotExpelled() {
    try (Leadership leader = Leadership.start(agent.client(), KEY, "leader")) {
      Await.until("it leads", SOON, leader::isLeader);
      try (Leadership other = Leadership.start(agent.client(), KEY, "other")) {
        long token = leader.fencingToken().orElseThrow();
        Set<Long> said = new HashSet<>();
        Await.until(
            "it has said for longer than is taken for death that it lives",
            SOON,
            () -> said.add(index()) && said.size() > Silence.DEATH.toSeconds() + 2);
        assertThat(leader.fencingToken()).hasValue(token);
        assertThat(other.isLeader()).isFalse();
      }
    }
  }

  private long index() {
    return agent.client().keyValues().get(KEY).orElseThrow().modifyIndex();
  }

  @Test
  void aDeletedKeyIsALostLock() {
    try (ConsulLock lock = ConsulLock.open(agent.client(), KEY)) {
      Await.until("it has the lock", SOON, () -> lock.tryAcquire("a"));
      agent.client().keyValues().delete(KEY);
      Await.until("it notices", SOON, () -> !lock.held());
    }
  }

  @Test
  void aValueIsReplacedOnlyIfUnchanged() {
    KeyValues keys = agent.client().keyValues();
    assertThat(keys.get("a/b")).isEmpty();
    assertThat(keys.putIfUnchanged("a/b", "one", 0)).isTrue();
    KeyEntry one = keys.get("a/b").orElseThrow();
    assertThat(keys.putIfUnchanged("a/b", "two", one.modifyIndex())).isTrue();
    assertThat(keys.putIfUnchanged("a/b", "three", one.modifyIndex())).isFalse();
    assertThat(keys.get("a/b").orElseThrow().value()).isEqualTo("two");
  }
}

package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JobEventsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LONG = Duration.ofHours(1);
  private static final String HEARTBEAT = "{}\n";
  private static final long BEGIN = 6;

  private final List<PipedOutputStream> streams = new CopyOnWriteArrayList<>();
  private final List<JobKey> changed = new CopyOnWriteArrayList<>();
  private final List<JobKey> deployed = new CopyOnWriteArrayList<>();
  private JobEvents events = events(LONG);

  private JobEvents events(Duration longestSilence) {
    return new JobEvents(this::open, changed::add, deployed::add, longestSilence);
  }

  private Indexed<InputStream> open() {
    try {
      var stream = new PipedOutputStream();
      var end = new PipedInputStream(stream);
      streams.add(stream);
      return new Indexed<>(end, BEGIN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() {
    events.close();
  }

  @Test
  void nothingIsOpenedAndNothingIsMissedBeforeAnybodyAsks() {
    assertThat(events.outage()).isEmpty();
    assertThat(events.tellSince(System.nanoTime())).isFalse();
    assertThat(streams).isEmpty();
  }

  @Test
  void tellsOfWhatComesAfterItsBegin() throws IOException {
    events.follow("default");
    awaitStreams(1);
    var before = System.nanoTime();
    assertThat(events.tellSince(before)).isFalse();

    say(0, HEARTBEAT);

    Await.until("it tells", PATIENCE, () -> events.tellSince(System.nanoTime()));
    assertThat(events.tellSince(before)).as("before the begin").isFalse();
    assertThat(events.outage()).isEmpty();
  }

  @Test
  void namesTheJobsOfJobsAndOfAllocations() throws IOException {
    events.follow("default");
    awaitStreams(1);

    say(
        0,
        """
        {"Index":7,"Events":[{"Topic":"Job","Type":"JobRegistered","Key":"web","Namespace":"default",
          "FilterKeys":null,"Index":7,"Payload":{"Job":{"ID":"x"}}}]}
        {}
        {"Index":8,"Events":[{"Topic":"Allocation","Key":"a1","Namespace":"sales","FilterKeys":["shop",""]}]}
        """);

    Await.until("both are named", PATIENCE, () -> changed.contains(new JobKey("sales", "shop")));
    assertThat(changed).contains(new JobKey("default", "web"));
  }

  @Test
  void tellsOfTheEndOfADeploymentNotOfItsProgress() throws IOException {
    events.follow("default");
    awaitStreams(1);

    for (var status : List.of("running", "paused", "successful", "failed", "cancelled")) {
      say(
          0,
          """
          {"Index":7,"Events":[{"Topic":"Deployment","Key":"d1","Namespace":"default",
            "FilterKeys":["%1$s"],"Payload":{"Deployment":{"ID":"d1","Status":"%1$s"}}}]}
          """
              .formatted(status));
    }
    say(0, "{\"Events\":[{\"Namespace\":\"default\",\"Key\":\"last\",\"Payload\":null}]}\n");

    Await.until("all is read", PATIENCE, () -> changed.contains(new JobKey("default", "last")));
    assertThat(changed).contains(new JobKey("default", "running"));
    assertThat(deployed)
        .extracting(JobKey::id)
        .containsExactly("d1", "successful", "d1", "failed", "d1", "cancelled");
  }

  @Test
  void aDeploymentThatHadEndedBeforeTheBeginIsLeftOut() throws IOException {
    events.follow("default");
    awaitStreams(1);

    for (long index = BEGIN - 1; index <= BEGIN + 1; index++) {
      say(
          0,
          """
          {"Index":%1$d,"Events":[{"Topic":"Deployment","Key":"d%1$d","Namespace":"default",
            "FilterKeys":[],"Payload":{"Deployment":{"Status":"successful"}}}]}
          """
              .formatted(index));
    }

    Await.until("all is read", PATIENCE, () -> !deployed.isEmpty());
    assertThat(deployed).extracting(JobKey::id).containsExactly("d7");
  }

  @Test
  void aStreamThatEndsIsOpenedAgainAndBeginsAnew() throws IOException {
    events.follow("default");
    awaitStreams(1);
    say(0, HEARTBEAT);
    Await.until("it tells", PATIENCE, () -> events.tellSince(System.nanoTime()));
    var told = System.nanoTime();

    streams.getFirst().close();

    Await.until("the end is noticed", PATIENCE, () -> events.outage().isPresent());
    assertThat(events.outage()).contains("Nomad ended its event stream");
    assertThat(events.tellSince(told)).isFalse();
    awaitStreams(2);
    say(1, HEARTBEAT);
    Await.until("it tells again", PATIENCE, () -> events.tellSince(System.nanoTime()));
    assertThat(events.tellSince(told)).as("before the second begin").isFalse();
  }

  @Test
  void whoMayNotReadJobsIsTold() throws IOException {
    events.follow("default");
    awaitStreams(1);

    streams.getFirst().close();

    Await.until(
        "the reason is given",
        PATIENCE,
        () -> events.outage().filter(reason -> reason.contains("`read-job`")).isPresent());
  }

  @Test
  void aStreamThatFallsSilentIsNotTrustedAndOpenedAgain() {
    events = events(Duration.ofMillis(300));
    events.follow("default");
    awaitStreams(1);
    Await.until("it tells", PATIENCE, this::tellsAfterAWord);
    int opened = streams.size();

    Await.until("it is silent", PATIENCE, () -> !events.tellSince(System.nanoTime()));
    awaitStreams(opened + 1);
  }

  /// On a machine that stands still a word may come when the silence was long enough already.
  private boolean tellsAfterAWord() throws IOException {
    say(streams.size() - 1, HEARTBEAT);
    return events.tellSince(System.nanoTime());
  }

  @Test
  void aNewNamespaceNeedsANewStream() throws IOException {
    events.follow("default");
    awaitStreams(1);
    say(0, HEARTBEAT);
    Await.until("it tells", PATIENCE, () -> events.tellSince(System.nanoTime()));
    events.follow("default");
    assertThat(events.tellSince(System.nanoTime())).isTrue();

    events.follow("sales");

    assertThat(events.tellSince(System.nanoTime())).isFalse();
    awaitStreams(2);
    say(1, HEARTBEAT);
    Await.until("it tells of both", PATIENCE, () -> events.tellSince(System.nanoTime()));
  }

  @Test
  void whatIsNoEventBreaksNothing() throws IOException {
    events.follow("default");
    awaitStreams(1);
    say(0, HEARTBEAT + "<html>\n");
    Await.until("it is noticed", PATIENCE, () -> events.outage().isPresent());
    awaitStreams(2);
    say(1, HEARTBEAT);
    Await.until("it tells", PATIENCE, () -> events.tellSince(System.nanoTime()));
  }

  private void awaitStreams(int number) {
    Await.until(number + " streams were opened", PATIENCE, () -> streams.size() >= number);
  }

  private void say(int stream, String text) throws IOException {
    streams.get(stream).write(text.getBytes(StandardCharsets.UTF_8));
    streams.get(stream).flush();
  }
}

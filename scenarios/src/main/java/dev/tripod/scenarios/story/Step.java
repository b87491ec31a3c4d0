package dev.tripod.scenarios.story;

import dev.tripod.scenarios.lab.Allocation;
import dev.tripod.scenarios.lab.Nomad.ScalingEvent;
import dev.tripod.scenarios.lab.Scaled;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.load.Load;
import dev.tripod.scenarios.load.Sample;
import dev.tripod.scenarios.load.Stage;
import dev.tripod.scenarios.load.Summary;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Stream;

/// The load steps up to what `more` instances of items are needed for. Measured from the step until
/// all of them answer through HAProxy, and where that time goes.
public final class Step implements Scenario {
  private static final int KEYS = 40;
  private static final Duration BEFORE = Duration.ofSeconds(8);

  /// Whatever looks at the load once a second finds the step in another moment each time: each run
  /// begins when the one before is over, which that had a hand in, and would keep its beat.
  private static final int PHASE_MILLIS = 1_000;

  private static final Duration AFTER = Duration.ofSeconds(60);
  private static final Duration LIMIT = Duration.ofSeconds(45);
  private static final Duration BACK = Duration.ofMinutes(4);

  /// The load of the wanted count is not quite its target, so that noise asks for no other count.
  private static final double SHARE = 0.95;

  /// Before the step there is room for noise: it must not add an instance that the step is to add.
  private static final double SHARE_BEFORE = 0.5;

  /// A run that noise has disturbed before the step is no measurement of it.
  private static final int ATTEMPTS = 4;

  private final int more;

  public Step(int more) {
    this.more = more;
  }

  @Override
  public Figure run(World world) throws InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      var figure = attempt(world);
      if (figure.isPresent()) {
        return figure.get();
      }
    }
    throw new ScenarioFailed(
        "items were scaled before the step in each of %d runs: is there another load?"
            .formatted(ATTEMPTS));
  }

  private Optional<Figure> attempt(World world) throws InterruptedException {
    int minimum = Scaled.ITEMS.minimum(world.nomad());
    int wanted = minimum + more;
    double target = Scaled.ITEMS.target(world.nomad());
    var urls = readsAndGreetings(world);
    world.awaitCalm(Scaled.ITEMS, minimum, BACK);
    var stages =
        List.of(
            new Stage(
                (int) (target * minimum * SHARE_BEFORE),
                BEFORE.plusMillis(ThreadLocalRandom.current().nextInt(PHASE_MILLIS))),
            new Stage((int) (target * wanted * SHARE), AFTER));
    var begun = Instant.now();
    try (var census = new Census(world);
        var load = Load.start(world.generator(), urls, stages, census::hear)) {
      Until.holds(
          wanted + " instances serve",
          BEFORE.plusMillis(PHASE_MILLIS).plus(LIMIT),
          () -> census.serving() >= wanted);
      var samples = load.finish();
      var step = load.firstOf(1).orElseThrow();
      return scaled(world, begun, step)
          ? Optional.empty()
          : Optional.of(figure(world, wanted, step, census, samples));
    } finally {
      world.awaitCount(Scaled.ITEMS, minimum, BACK);
    }
  }

  private static boolean scaled(World world, Instant from, Instant to) {
    return world.nomad().scalingEvents("items", "items").stream()
        .anyMatch(event -> event.at().isAfter(from) && event.at().isBefore(to));
  }

  /// Every other request asks for the greeting, which tells which instance answered.
  private static List<URI> readsAndGreetings(World world) throws InterruptedException {
    var greeting = world.cluster().urls().site().resolve("/api/");
    return world.items().seed("read", KEYS).stream()
        .flatMap(read -> Stream.of(read, greeting))
        .toList();
  }

  private Figure figure(
      World world, int wanted, Instant step, Census census, List<Sample> samples) {
    var events =
        world.nomad().scalingEvents("items", "items").stream()
            .filter(event -> event.at().isAfter(step))
            .toList();
    var decided =
        events.stream()
            .filter(event -> event.count() >= wanted)
            .map(ScalingEvent::at)
            .min(Comparator.naturalOrder())
            .orElseThrow();
    var added =
        world.nomad().allocations("items").stream()
            .filter(allocation -> allocation.created().isAfter(step))
            .toList();
    var seen = Summary.of(samples.stream().filter(each -> each.start().isAfter(step)).toList());
    return Figure.of("step-" + more)
        .millis("total", Duration.between(step, census.whenServing(wanted)))
        .millis("decided", Duration.between(step, decided))
        .millis("placed", Duration.between(step, latest(added, Allocation::created)))
        .millis(
            "started", Duration.between(step, latest(added, each -> each.started().orElse(step))))
        .millis("passing", Duration.between(step, census.whenPassing(wanted)))
        .with("decisions", events.size())
        .with("requests", seen.requests())
        .with("errors", seen.errors())
        .with("failures", Summary.failures(samples))
        .millis("p50", seen.p50())
        .millis("p99", seen.p99());
  }

  private static Instant latest(List<Allocation> allocations, Function<Allocation, Instant> when) {
    return allocations.stream().map(when).max(Comparator.naturalOrder()).orElseThrow();
  }
}

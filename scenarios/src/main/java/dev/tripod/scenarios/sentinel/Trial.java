package dev.tripod.scenarios.sentinel;

import dev.tripod.scenarios.chaos.Packets;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.World;
import dev.tripod.scenarios.story.Calm;
import dev.tripod.scenarios.story.Writes;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/// One run against servers of its own: load, calm, the fault at a random moment, what
/// Sentinel makes of it, the fault taken back, one master and its replicas again; then all
/// that was written is read back from the master.
final class Trial {
  private static final Duration SETTLED = Duration.ofSeconds(90);
  private static final Duration AFTERWARDS = Duration.ofSeconds(3);

  /// The master is read itself, so nothing comes later. It bounds how long is asked again.
  private static final Duration READ_BACK = Duration.ofSeconds(2);

  private final World world;
  private final Fault fault;
  private final long seed;
  private final Consumer<String> progress;
  private final Random random;

  Trial(World world, Fault fault, long seed, Consumer<String> progress) {
    this.world = world;
    this.fault = fault;
    this.seed = seed;
    this.progress = progress;
    this.random = new Random(seed);
  }

  /// Begins with a whole cluster, and leaves nothing on the machines.
  Run run() throws InterruptedException {
    try (var servers = new Servers(world)) {
      progress.accept("starting Redis and Sentinel on each machine");
      servers.start(1 + random.nextInt(Lab.NODES));
      try (var store = new SentinelStore(NodeFiles.SET, servers.sentinels());
          var writes = Writes.start(store, "sentinel", Writes.OF_MATRIX)) {
        writes.awaitSteady(SETTLED);
        return suffer(servers, writes);
      }
    }
  }

  private Run suffer(Servers servers, Writes writes) throws InterruptedException {
    int node = servers.awaitWhole();
    Calm.pass(random);
    progress.accept(fault.on(node));
    strike(servers, node);
    var complaint = awaitReaction(servers, writes, node);
    progress.accept("end of the fault");
    takeBack(servers, node);
    int master = servers.awaitWhole();
    writes.awaitSteady(SETTLED);
    progress.accept("node%d is master of two replicas, and writes succeed".formatted(master));
    Thread.sleep(AFTERWARDS);
    var seen = writes.finish();
    progress.accept("the load is over; reading back");
    return new Run(fault, seed, seen, writes.judge(READ_BACK), complaint);
  }

  private void strike(Servers servers, int node) throws InterruptedException {
    switch (fault) {
      case KILLED -> servers.kill(node);
      case OFF -> world.lab().off(node);
      case SPLIT -> Packets.split(world, node);
    }
  }

  /// A process can be started again sooner than Sentinel notices: then there is no other
  /// master. What was waited for in vain is no end: the fault is taken back then too.
  private Optional<String> awaitReaction(Servers servers, Writes writes, int node)
      throws InterruptedException {
    try {
      switch (fault) {
        case KILLED -> writes.awaitSteady(SETTLED);
        case OFF, SPLIT -> servers.awaitOtherMaster(node);
      }
      return Optional.empty();
    } catch (ScenarioFailed inVain) {
      progress.accept(inVain.getMessage());
      return Optional.of(inVain.getMessage());
    }
  }

  private void takeBack(Servers servers, int node) throws InterruptedException {
    switch (fault) {
      case KILLED -> {}
      case OFF -> {
        world.lab().on(node);
        servers.open(node);
      }
      case SPLIT -> Packets.heal(world);
    }
  }
}

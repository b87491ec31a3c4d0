package dev.tripod.scenarios.contest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.World;
import java.util.Optional;

/// Hands items to one autoscaler, from one instance on, and back afterwards to how all was.
public final class Handover {
  private static final int MINIMUM = 1;

  private final World world;
  private final Rollout rollout;
  private final ObjectNode items;
  private final ObjectNode autoscaler;

  /// Of the peer, while it is in the place of ours.
  private Optional<JobRights> rights = Optional.empty();

  private Handover(World world) {
    this.world = world;
    this.rollout = new Rollout(world);
    this.items = world.nomad().job("items");
    this.autoscaler = world.nomad().job("autoscaler");
  }

  /// Returns when that autoscaler runs.
  public static Handover to(World world, Contender contender) throws InterruptedException {
    var handover = new Handover(world);
    try {
      handover.begin(contender);
      return handover;
    } catch (RuntimeException | InterruptedException failed) {
      handover.giveBack();
      throw failed;
    }
  }

  private void begin(Contender contender) throws InterruptedException {
    if (contender.isPeer()) {
      rights = Optional.of(new JobRights(world));
      rights.get().give("autoscaler", PeerJob.RULES);
      rollout.register(Rollout.changed(autoscaler, PeerJob::write));
    }
    rollout.register(
        Rollout.changed(
            items, job -> scale((ObjectNode) job.at("/TaskGroups/0/Scaling"), contender)));
  }

  private static void scale(ObjectNode scaling, Contender contender) {
    scaling.put("Min", MINIMUM);
    contender.write((ObjectNode) scaling.path("Policy"));
  }

  public void giveBack() throws InterruptedException {
    if (rights.isPresent()) {
      rollout.register(autoscaler);
    }
    rollout.register(items);
    rights.ifPresent(given -> given.takeBack("autoscaler"));
  }
}

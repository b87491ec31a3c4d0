package dev.tripod.scenarios.contest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.function.Consumer;

/// Hands items to one autoscaler, from one instance on, and back afterwards to how all was.
public final class Handover {
  private static final Duration ROLLOUT = Duration.ofMinutes(3);
  private static final Duration QUIET = Duration.ofSeconds(3);
  private static final int MINIMUM = 1;

  private final World world;
  private final ObjectNode items;
  private final ObjectNode autoscaler;

  private Handover(World world) {
    this.world = world;
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
      new JobRights(world).give("autoscaler", PeerJob.RULES);
      register(changed(autoscaler, PeerJob::write));
    }
    register(changed(items, job -> scale((ObjectNode) job.at("/TaskGroups/0/Scaling"), contender)));
  }

  private static void scale(ObjectNode scaling, Contender contender) {
    scaling.put("Min", MINIMUM);
    contender.write((ObjectNode) scaling.path("Policy"));
  }

  private static ObjectNode changed(ObjectNode job, Consumer<ObjectNode> change) {
    var changed = job.deepCopy();
    change.accept(changed);
    return changed;
  }

  /// Whatever was registered since the job was read is replaced.
  private void register(ObjectNode job) throws InterruptedException {
    var name = job.path("ID").asText();
    job.put("JobModifyIndex", world.nomad().job(name).path("JobModifyIndex").asLong());
    world.nomad().register(job);
    Until.holds(
        "the change of " + name + " is rolled out",
        ROLLOUT,
        Until.steadily(QUIET, () -> rolledOut(name)));
  }

  private boolean rolledOut(String job) {
    return !world.nomad().latestDeployment(job).path("Status").asText().equals("running");
  }

  public void giveBack() throws InterruptedException {
    register(autoscaler);
    register(items);
    new JobRights(world).takeBack("autoscaler");
  }
}

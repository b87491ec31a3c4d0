package dev.tripod.scenarios.contest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.time.Duration;
import java.util.function.Consumer;

/// Changes of a job by the job's own JSON. Whatever was registered since that was read is replaced.
public final class Rollout {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /// A change that is under way has a deployment by then.
  private static final Duration QUIET = Duration.ofSeconds(3);

  private final World world;

  public Rollout(World world) {
    this.world = world;
  }

  /// A changed copy.
  public static ObjectNode changed(ObjectNode job, Consumer<ObjectNode> change) {
    var changed = job.deepCopy();
    change.accept(changed);
    return changed;
  }

  /// Returns when the change is rolled out.
  public void register(ObjectNode job) throws InterruptedException {
    begin(job);
    var name = job.path("ID").asText();
    Until.holds(
        "the change of " + name + " is rolled out", LIMIT, Until.steadily(QUIET, () -> done(name)));
  }

  public void begin(ObjectNode job) {
    var now = world.nomad().job(job.path("ID").asText());
    job.put("JobModifyIndex", now.path("JobModifyIndex").asLong());
    world.nomad().register(job);
  }

  private boolean done(String job) {
    return !world.nomad().latestDeployment(job).path("Status").asText().equals("running");
  }
}

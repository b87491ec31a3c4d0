package dev.tripod.deployer.deploy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.nomad.JobJson;
import dev.tripod.deployer.nomad.LiveJob;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What is to be registered: the file's job with the parts that the cluster owns.
///
/// The count of a group that scales belongs to the autoscaler, so the live one is kept, as far as
/// the file's limits allow. All other counts are the file's: changing one there has an effect,
/// which Nomad's PreserveCounts would prevent. The modify index that a registration enforces makes
/// sure that no later change of a count is lost.
public final class Wanted {
  private Wanted() {}

  /// The job to compare with what is live, and to register when it differs.
  public static ObjectNode job(JobSpec spec, Optional<LiveJob> live) {
    return live.map(job -> JobJson.with(spec.json(), counts(spec, job), job.attempt()))
        .orElse(spec.json());
  }

  /// The same, but different to Nomad: it rolls out again what it had given up.
  public static ObjectNode again(JobSpec spec, LiveJob live) {
    return JobJson.with(spec.json(), counts(spec, live), live.attempt() + 1);
  }

  private static Map<String, Integer> counts(JobSpec spec, LiveJob live) {
    var counts = new LinkedHashMap<String, Integer>();
    for (var group : spec.groups()) {
      var count = live.counts().get(group.name());
      if (group.scales() && count != null && !live.stopped()) {
        counts.put(group.name(), Math.clamp(count, group.minimum(), group.maximum()));
      }
    }
    return counts;
  }
}

package dev.tripod.deployer.cli;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.nomad.Source;
import dev.tripod.deployer.scale.Hold;
import dev.tripod.deployer.scale.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What a person may do with the count of a group. Each answer is the rest of a sentence.
final class ManualScaling {
  private final LiveJob live;
  private final JobSpec.Group group;
  private final Target target;
  private final ScalingApi api;
  private final String author;
  private final String reason;

  ManualScaling(LiveJob live, String group, ScalingApi api, String author, String reason) {
    this.live = live;
    this.group = group(live, group);
    this.target = new Target(live.key().namespace(), live.key().id(), group);
    this.api = api;
    this.author = author;
    this.reason = reason;
  }

  private static JobSpec.Group group(LiveJob live, String name) {
    if (live.stopped()) {
      throw cannot(live, "is stopped; `deployer submit %s` starts it".formatted(live.key().id()));
    }
    var groups = JobSpec.of("", live.specification(), Source.NONE).groups();
    return groups.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> cannot(live, "has no group %s; there are: %s".formatted(name, names(groups))));
  }

  private static String names(List<JobSpec.Group> groups) {
    return groups.stream().map(JobSpec.Group::name).collect(Collectors.joining(", "));
  }

  boolean has(int count) {
    return count == from();
  }

  /// Sets the count, and ends a hold.
  String set(int count) {
    checkLimits(count);
    if (has(count)) {
      return "has %d already".formatted(count);
    }
    write(count, reason, Hold.signed(author, reason));
    return "%d -> %d%s"
        .formatted(
            from(),
            count,
            group.scales() ? "; the autoscaler may change it at once, --for prevents that" : "");
  }

  /// Sets the count for a time. Written also where it is the same: the autoscaler's write
  /// that is under way is refused then, for the job has changed.
  String hold(int count, Duration time) {
    checkLimits(count);
    var hold = new Hold(Instant.now().plus(time).truncatedTo(ChronoUnit.SECONDS), author, reason);
    write(count, hold.text(count), hold.meta());
    return "%d -> %d, held until %s%s"
        .formatted(
            from(),
            count,
            hold.until(),
            group.scales() ? "" : "; it has no scaling block, so nothing would change it");
  }

  /// Ends a hold, and leaves the count as it is.
  String release() {
    if (api.group(target).hold().filter(hold -> hold.lasts(Instant.now())).isEmpty()) {
      return "nothing holds the count";
    }
    api.note(target, "released: " + reason, Hold.signed(author, reason));
    return "released, the autoscaler may change the count";
  }

  private void checkLimits(int count) {
    if (count < group.minimum() || count > group.maximum()) {
      throw cannot(
          live,
          "may have %d to %d instances of group %s by its scaling block, not %d"
              .formatted(group.minimum(), group.maximum(), group.name(), count));
    }
  }

  private void write(int count, String message, Map<String, String> meta) {
    try {
      api.scale(target, from(), count, message, meta);
    } catch (NomadRefused e) {
      if (e.conflict()) {
        throw new CannotContinue(
            ExitCode.CONFLICT,
            "%s is not scaled: somebody else changed it in this moment (%s). Look at `deployer history %s`, then scale again."
                .formatted(live.key(), e.getMessage(), live.key().id()));
      }
      throw e.deploying() ? cannot(live, deploying()) : e;
    }
  }

  private String deploying() {
    return "is being deployed, and Nomad changes no count until that has ended; scale again then (`deployer submit %s` follows it to its end)"
        .formatted(live.key().id());
  }

  private int from() {
    return live.counts().get(group.name());
  }

  private static CannotContinue cannot(LiveJob live, String why) {
    return new CannotContinue(ExitCode.CANNOT, "%s %s.".formatted(live.key(), why));
  }
}

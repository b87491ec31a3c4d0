package dev.tripod.deployer.cli;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.JobHistory;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Source;
import dev.tripod.deployer.plan.Planner;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// Finds the version of a job to go back to.
final class OlderVersion {
  private final JobHistory history;
  private final Planner planner;
  private final LiveJob live;
  private final List<JobVersion> older;

  OlderVersion(JobHistory history, Planner planner, LiveJob live) {
    this.history = history;
    this.planner = planner;
    this.live = live;
    this.older =
        history.versions(live.key()).stream()
            .filter(version -> version.version() < live.version())
            .toList();
  }

  /// A version as something to be submitted.
  record Found(long version, Instant at, JobSpec job) {}

  /// The version with this number; without one, the newest that was stable.
  Found find(OptionalLong number) {
    return number.isPresent() ? numbered(number.getAsLong()) : newestStable();
  }

  private Found numbered(long number) {
    var version =
        older.stream()
            .filter(each -> each.version() == number)
            .findFirst()
            .orElseThrow(() -> cannot("has no older version %d%s".formatted(number, known())));
    if (version.stopped()) {
      throw cannot("was stopped by version %d; `deployer stop` does that".formatted(number));
    }
    return found(version);
  }

  /// Each change of a count makes a version, too; one that differs in nothing else is no way
  /// back.
  private Found newestStable() {
    return older.stream()
        .filter(version -> version.stable() && !version.stopped())
        .map(this::found)
        .filter(found -> planner.plan(found.job()).registers())
        .findFirst()
        .orElseThrow(
            () ->
                cannot(
                    "has no stable version before version %d that differs in more than counts%s"
                        .formatted(live.version(), known())));
  }

  private Found found(JobVersion version) {
    var source =
        history
            .source(live.key(), version.version())
            .orElseGet(() -> Source.json(version.specification()));
    var name = "version %d of %s".formatted(version.version(), live.key());
    return new Found(
        version.version(),
        version.at().truncatedTo(ChronoUnit.SECONDS),
        JobSpec.of(name, version.specification(), source));
  }

  private String known() {
    return older.isEmpty()
        ? "; Nomad remembers no older one"
        : older.stream()
            .map(version -> version.version() + (version.stable() ? " (stable)" : ""))
            .collect(Collectors.joining(", ", "; Nomad remembers ", ". --to names one"));
  }

  private CannotContinue cannot(String why) {
    return new CannotContinue(ExitCode.CANNOT, "%s %s.".formatted(live.key(), why));
  }
}

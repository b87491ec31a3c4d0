package dev.tripod.deployer.history;

import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.ScalingEvent;
import dev.tripod.deployer.nomad.Signature;
import dev.tripod.deployer.nomad.Source;
import dev.tripod.deployer.scale.Hold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out what versions of a job came of, from the traces that each way to change one
/// leaves.
///
///     going back by itself   Nomad copies an older version, with its time and its source
///     scaling                an event of the same time; the source is copied from before
///     stopping               the version is stopped; the source is copied from before
///     registering            the deployer signs the source; others leave none, or an old one
final class Origins {
  private static final Origin UNKNOWN = new Origin("registration", "", "");

  private final List<JobVersion> versions;
  private final Map<Long, Source> sources;
  private final List<ScalingEvent> scalings;

  /// A new one.
  ///
  /// @param versions newest first
  /// @param sources by the number of the version
  Origins(List<JobVersion> versions, Map<Long, Source> sources, List<ScalingEvent> scalings) {
    this.versions = versions;
    this.sources = sources;
    this.scalings = scalings;
  }

  Origin of(JobVersion version) {
    return revert(version)
        .or(() -> scaling(version))
        .or(() -> stop(version))
        .or(() -> signed(version))
        .orElse(UNKNOWN);
  }

  private Optional<Origin> revert(JobVersion version) {
    return version
        .original(versions)
        .map(
            old ->
                "version %d failed, this is version %d again"
                    .formatted(version.version() - 1, old.version()))
        .map(reason -> new Origin("automatic revert", "Nomad", reason));
  }

  private Optional<Origin> scaling(JobVersion version) {
    return scalings.stream()
        .filter(event -> event.at().equals(version.at()))
        .findFirst()
        .map(event -> Origin.scaling(scaler(event), event.message()));
  }

  /// The autoscaler notes itself, as people do who use the deployer.
  private static String scaler(ScalingEvent event) {
    return event.meta().containsKey("autoscaler")
        ? "autoscaler"
        : Hold.author(event.meta()).orElse("");
  }

  private Optional<Origin> stop(JobVersion version) {
    return version.stopped() ? Optional.of(new Origin("stop", "", "")) : Optional.empty();
  }

  private Optional<Origin> signed(JobVersion version) {
    var source = sources.getOrDefault(version.version(), Source.NONE);
    var copied = older(version).anyMatch(old -> source.equals(sources.get(old.version())));
    return source.signature().filter(_ -> !copied).map(Origins::of);
  }

  private static Origin of(Signature signature) {
    return new Origin(signature.what(), signature.name(), signature.reason());
  }

  private Stream<JobVersion> older(JobVersion version) {
    return versions.stream().filter(other -> other.version() < version.version());
  }
}

package dev.tripod.deployer.history;

import dev.tripod.deployer.nomad.JobHistory;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Tells who made which version of a job, and why.
public final class History {
  private final JobHistory nomad;
  private final JobKey key;

  public History(JobHistory nomad, JobKey key) {
    this.nomad = nomad;
    this.key = key;
  }

  /// All versions that Nomad remembers, newest first; none when there is no such job.
  public List<Entry> entries() {
    var versions = nomad.versions(key);
    if (versions.isEmpty()) {
      return List.of();
    }
    var origins = origins(versions);
    var live = versions.getFirst().version();
    return versions.stream()
        .map(version -> Entry.of(version, version.version() == live, origins.of(version)))
        .toList();
  }

  /// The newest version that somebody made to change more than a count.
  public Optional<Entry> lastChange() {
    return entries().stream().filter(entry -> !entry.origin().scaling()).findFirst();
  }

  /// The live version, with what changed since another one; without changes where Nomad does
  /// not remember that.
  ///
  /// @param modifyIndex of the other one
  public Optional<Entry> liveSince(long modifyIndex) {
    var live = nomad.newestSince(key, modifyIndex);
    return live.map(version -> Entry.of(version, true, origins(nomad.versions(key)).of(version)));
  }

  private Origins origins(List<JobVersion> versions) {
    return new Origins(versions, sources(versions), nomad.scalings(key));
  }

  private Map<Long, Source> sources(List<JobVersion> versions) {
    var sources = new LinkedHashMap<Long, Source>();
    for (var version : versions) {
      nomad
          .source(key, version.version())
          .ifPresent(source -> sources.put(version.version(), source));
    }
    return sources;
  }
}

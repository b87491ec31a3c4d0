package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/// What Nomad remembers of a job's past.
public final class JobHistory {
  private final NomadHttp http;
  private final Attempts attempts;

  JobHistory(NomadHttp http, Attempts attempts) {
    this.http = http;
    this.attempts = attempts;
  }

  /// Newest first, each compared with the one before; none when there is no such job.
  public List<JobVersion> versions(JobKey key) {
    return answer(key, "").map(JobVersion::all).orElse(List.of());
  }

  /// The newest version, compared with an older one; with none where that is not remembered.
  ///
  /// @param modifyIndex of the older one
  public Optional<JobVersion> newestSince(JobKey key, long modifyIndex) {
    var versions = versions(key);
    return versions.stream()
        .filter(version -> version.modifyIndex() == modifyIndex)
        .findFirst()
        .flatMap(since -> answer(key, "&diff_version=" + since.version()).map(since::newest))
        .or(() -> versions.stream().findFirst().map(JobVersion::alone));
  }

  private Optional<JsonNode> answer(JobKey key, String more) {
    var path = Nomad.path(key, "/versions") + "&diffs=true" + more;
    return Nomad.found(() -> attempts.http(() -> http.get(path)));
  }

  /// The text that came with a registration. Changes that are none (of a count, back to an
  /// older version) carry the text along.
  public Optional<Source> source(JobKey key, long version) {
    var path = Nomad.path(key, "/submission") + "&version=" + version;
    return Nomad.found(() -> attempts.http(() -> http.get(path))).map(Source::read);
  }

  /// The changes of counts in all groups; Nomad remembers twenty of each group.
  public List<ScalingEvent> scalings(JobKey key) {
    return ScalingEvent.ofJob(attempts.http(() -> http.get(Nomad.path(key, "/scale"))));
  }
}

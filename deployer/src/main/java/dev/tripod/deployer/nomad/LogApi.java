package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tripod.deployer.net.UrlPart;
import dev.tripod.kit.net.Endpoint;
import java.io.InputStream;
import java.time.Duration;

/// What tasks wrote, byte by byte. A position counts from the begin of the oldest file that Nomad
/// keeps of a log.
public final class LogApi implements AutoCloseable {
  private final NomadHttp http;

  public LogApi(Endpoint nomad, Duration timeout) {
    this.http = new NomadHttp(nomad, timeout);
  }

  /// The files of a log.
  ///
  /// @param oldest the number of the oldest; grows when one is removed, which moves all positions
  /// @param size of all together
  public record Extent(long oldest, long size) {}

  /// How long the log is now.
  public Extent extent(LogKey log) {
    var path = "/v1/client/fs/ls/%s?path=/alloc/logs".formatted(log.allocation());
    return extent(http.get(path), log.task() + "." + log.stream() + ".");
  }

  static Extent extent(JsonNode files, String prefix) {
    var oldest = Long.MAX_VALUE;
    var size = 0L;
    for (var file : files) {
      var name = file.path("Name").asText();
      if (name.startsWith(prefix) && name.substring(prefix.length()).matches("\\d{1,9}")) {
        oldest = Math.min(oldest, Long.parseLong(name.substring(prefix.length())));
        size += file.path("Size").asLong();
      }
    }
    return new Extent(oldest == Long.MAX_VALUE ? 0 : oldest, size);
  }

  /// What is there from a position on.
  public InputStream read(LogKey log, long position) {
    return http.stream(path(log, position), true);
  }

  /// The same, and what follows, until the thread that reads is interrupted.
  public InputStream follow(LogKey log, long position) {
    return http.stream(path(log, position) + "&follow=true", false);
  }

  private static String path(LogKey log, long position) {
    return "/v1/client/fs/logs/%s?task=%s&type=%s&plain=true&origin=start&offset=%d"
        .formatted(log.allocation(), UrlPart.encode(log.task()), log.stream(), position);
  }

  @Override
  public void close() {
    http.close();
  }
}

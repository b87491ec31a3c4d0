package dev.tripod.scenarios.load;

import dev.tripod.scenarios.lab.JsonText;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.Until;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The items API as a client sees it. Every call is bounded in time.
public final class Items implements Store, AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// For a write that has to succeed before anything is measured.
  private static final Duration SEEDED = Duration.ofSeconds(30);

  /// Less often than one instance is meant to be asked.
  private static final Duration BETWEEN_SEEDS = Duration.ofMillis(25);

  private final Site site;
  private final Duration patience;
  private final HttpClient http;

  public Items(Site site) {
    this(site, PATIENCE);
  }

  /// @param patience how long a call may take
  public Items(Site site, Duration patience) {
    this.site = site;
    this.patience = patience;
    this.http = site.client();
  }

  public URI urlOf(String id) {
    return site.url().resolve("/item?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8));
  }

  public HttpResponse<String> get(String id) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(urlOf(id)));
  }

  public HttpResponse<String> post(String id, String value)
      throws IOException, InterruptedException {
    return send("POST", "/item", JsonText.of(Map.of("id", id, "val", value)));
  }

  public HttpResponse<String> delete(String id) throws IOException, InterruptedException {
    return send("DELETE", "/item", JsonText.of(Map.of("id", id)));
  }

  @Override
  public Answer write(String key, String value) throws IOException, InterruptedException {
    var response = post(key, value);
    return new Answer(response.statusCode(), Outcome.of(response.statusCode(), response.body()));
  }

  @Override
  public Optional<String> read(String key) throws IOException, InterruptedException {
    return Optional.of(get(key))
        .filter(response -> response.statusCode() == 200)
        .map(HttpResponse::body);
  }

  @Override
  public void remove(String key) throws IOException, InterruptedException {
    delete(key);
  }

  /// Any other call with a JSON body.
  public HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(site.url().resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)));
  }

  public HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return http.send(request.timeout(patience).build(), BodyHandlers.ofString());
  }

  /// Sees to it that `count` keys exist, for reads, and returns their addresses. Slowly: as fast as
  /// it goes would be a burst that the autoscaler follows.
  public List<URI> seed(String prefix, int count) throws InterruptedException {
    var keys = keys(prefix, count);
    for (var key : keys) {
      Until.holds("%s is stored".formatted(urlOf(key)), SEEDED, () -> isSeeded(key));
      Thread.sleep(BETWEEN_SEEDS);
    }
    return keys.stream().map(this::urlOf).toList();
  }

  /// A connection that was idle may be closed under a request, and HTTP's client repeats no POST.
  private boolean isSeeded(String key) {
    try {
      var response = post(key, "value of " + key);
      if (response.statusCode() == 200) {
        return true;
      }
      throw new Unreachable("%d %s".formatted(response.statusCode(), response.body().strip()));
    } catch (IOException cause) {
      throw new Unreachable(cause.toString(), cause);
    } catch (InterruptedException cause) {
      Thread.currentThread().interrupt();
      throw new Unreachable("interrupted", cause);
    }
  }

  /// Deletes what was seeded.
  public void unseed(String prefix, int count) throws InterruptedException {
    new ReadBack(this).deleteAll(Set.copyOf(keys(prefix, count)));
  }

  private static List<String> keys(String prefix, int count) {
    return IntStream.range(0, count).mapToObj((prefix + "-%04d")::formatted).toList();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}

package dev.tripod.kit.consul;

import com.google.gson.JsonParseException;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.RequestBuilder;
import org.apache.http.client.utils.URIBuilder;
import org.apache.http.entity.StringEntity;

/// A Consul agent, seen through the parts of its API that Tripod uses. Safe for many threads. Every
/// call ends within [#ANSWER_TIMEOUT], blocking queries within [#LONGEST_WAIT] more, or throws
/// [ConsulUnavailable].
///
/// Why no client library: docs/adr/0006-consul-client.md.
public final class Consul {
  /// The longest that a blocking query may ask Consul to wait. Short enough that a silent agent is
  /// noticed soon.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// Below the validity of a lock, so that one lost answer leaves time for another attempt.
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

  /// For questions that are asked again and again. One that was passed on to a leader of Consul
  /// which is gone hangs; the next may reach another.
  static final Duration SOON = Duration.ofMillis(700);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final int MAX_ANSWER_BYTES = 8 * 1024 * 1024;
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private static final RequestConfig QUICK = within(ANSWER_TIMEOUT);
  private static final RequestConfig HASTY = within(SOON);

  /// Consul adds up to a sixteenth of the wait, so that many watchers do not come back at once.
  private static final RequestConfig PATIENT =
      within(LONGEST_WAIT.plus(LONGEST_WAIT.dividedBy(16)).plus(ANSWER_TIMEOUT));

  /// The environment variable in which Nomad gives a task its token for Consul.
  public static final String TOKEN_VARIABLE = "CONSUL_TOKEN";

  private final Endpoint agent;
  private final HttpClient http;

  /// `agent`: such as `http://127.0.0.1:8500`
  public Consul(Endpoint agent) {
    URI url = agent.url();
    String scheme = agent.tls().isPresent() ? "https" : "http";
    if (!scheme.equals(url.getScheme()) || url.getHost() == null || url.getPort() < 0) {
      throw new IllegalArgumentException(
          "Consul agent is '%s'; expected %s://host:port".formatted(url, scheme));
    }
    this.agent = agent;
    this.http = PlainHttpClient.create(agent.tls());
  }

  public Services services() {
    return new Services(this);
  }

  public KeyValues keyValues() {
    return new KeyValues(this);
  }

  public Sessions sessions() {
    return new Sessions(this);
  }

  public LocalAgent localAgent() {
    return new LocalAgent(this);
  }

  public URI agent() {
    return agent.url();
  }

  RequestBuilder get(String path) {
    return signed(RequestBuilder.get(uri(path)));
  }

  /// Answered by the nearest server from what it has, which may be a moment late. The others are
  /// passed on to Consul's leader, and hang for as long as nobody noticed that it was cut off.
  RequestBuilder getStale(String path) {
    return get(path).addParameter("stale", "");
  }

  RequestBuilder put(String path, String body) {
    return signed(RequestBuilder.put(uri(path)))
        .setEntity(new StringEntity(body, StandardCharsets.UTF_8));
  }

  RequestBuilder delete(String path) {
    return signed(RequestBuilder.delete(uri(path)));
  }

  private RequestBuilder signed(RequestBuilder request) {
    agent.token().ifPresent(token -> request.setHeader("X-Consul-Token", token));
    return request;
  }

  /// A call that Consul answers at once. `what` completes the sentence "when asked to ...".
  <T> T call(String what, RequestBuilder request, Function<Answer, T> read) {
    return find(what, request, found(what, read));
  }

  /// The same, within [#SOON].
  <T> T callSoon(String what, RequestBuilder request, Function<Answer, T> read) {
    return send(what, request.setConfig(HASTY), found(what, read));
  }

  private <T> Function<Answer, T> found(String what, Function<Answer, T> read) {
    return answer -> {
      if (!answer.found()) {
        throw refused(what, NOT_FOUND, answer.body());
      }
      return read.apply(answer);
    };
  }

  /// The same, where that Consul does not know the thing is an answer, too.
  <T> T find(String what, RequestBuilder request, Function<Answer, T> read) {
    return send(what, request.setConfig(QUICK), read);
  }

  /// A blocking query, answered when its index has passed `index` or after [#LONGEST_WAIT].
  <T> Indexed<T> await(String what, RequestBuilder request, long index, Function<Answer, T> read) {
    request
        .addParameter("index", Long.toString(index))
        .addParameter("wait", LONGEST_WAIT.toSeconds() + "s");
    return send(
        what,
        request.setConfig(PATIENT),
        answer -> new Indexed<>(read.apply(answer), answer.index()));
  }

  private <T> T send(String what, RequestBuilder request, Function<Answer, T> read) {
    try {
      return read.apply(http.execute(request.build(), response -> answer(what, response)));
    } catch (IOException | JsonParseException e) {
      throw new ConsulUnavailable(
          "Consul at %s did not answer when asked to %s: %s".formatted(agent, what, rootMessage(e)),
          e);
    }
  }

  private Answer answer(String what, HttpResponse response) throws IOException {
    int status = response.getStatusLine().getStatusCode();
    String body = body(response.getEntity());
    if (status != OK && status != NOT_FOUND) {
      throw refused(what, status, body);
    }
    Header index = response.getFirstHeader("X-Consul-Index");
    return new Answer(status == OK, body, index == null ? 0 : Long.parseLong(index.getValue()));
  }

  private ConsulUnavailable refused(String what, int status, String body) {
    return new ConsulUnavailable(
        "Consul at %s refused to %s: %d %s".formatted(agent, what, status, body));
  }

  private static String body(HttpEntity entity) throws IOException {
    if (entity == null) {
      return "";
    }
    try (InputStream content = entity.getContent()) {
      byte[] bytes = content.readNBytes(MAX_ANSWER_BYTES + 1);
      if (bytes.length > MAX_ANSWER_BYTES) {
        throw new IOException("the answer is longer than %d bytes".formatted(MAX_ANSWER_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private URI uri(String path) {
    try {
      return new URIBuilder(agent.url()).setPath(path).build();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private static String rootMessage(Throwable e) {
    return e.getCause() == null ? e.toString() : rootMessage(e.getCause());
  }

  private static RequestConfig within(Duration timeout) {
    return RequestConfig.custom()
        .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
        .setConnectionRequestTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
        .setSocketTimeout(Math.toIntExact(timeout.toMillis()))
        .build();
  }
}

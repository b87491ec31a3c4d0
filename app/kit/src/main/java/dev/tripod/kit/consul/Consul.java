package dev.tripod.kit.consul;

import com.ecwid.consul.ConsulException;
import com.ecwid.consul.v1.ConsulClient;
import com.ecwid.consul.v1.ConsulRawClient;
import com.ecwid.consul.v1.OperationException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.impl.client.HttpClients;

/// A Consul agent, seen through the parts of its API that Tripod uses. Safe for many threads. Every
/// call ends within [#ANSWER_TIMEOUT], blocking queries within [#LONGEST_WAIT] more, or throws
/// [ConsulUnavailable].
public final class Consul {
  /// The longest that a blocking query may ask Consul to wait. Short enough that a silent agent is
  /// noticed soon.
  public static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /// Below the validity of a lock, so that one lost answer leaves time for another attempt.
  static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
  private static final int CONNECTIONS = 64;

  private final URI agent;
  private final ConsulClient quick;
  private final ConsulClient patient;

  /// `agent`: such as `http://127.0.0.1:8500`
  public Consul(URI agent) {
    if (!"http".equals(agent.getScheme()) || agent.getHost() == null || agent.getPort() < 0) {
      throw new IllegalArgumentException(
          "Consul agent is '%s'; expected http://host:port".formatted(agent));
    }
    this.agent = agent;
    this.quick = client(ANSWER_TIMEOUT);
    // Consul adds up to a sixteenth of the wait, so that many watchers do not come back at once.
    this.patient = client(LONGEST_WAIT.plus(LONGEST_WAIT.dividedBy(16)).plus(ANSWER_TIMEOUT));
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
    return agent;
  }

  /// A call that Consul answers at once.
  <T> T call(String what, Function<ConsulClient, T> call) {
    return attempt(quick, what, call);
  }

  /// A blocking query, answered on change or after [#LONGEST_WAIT].
  <T> T await(String what, Function<ConsulClient, T> call) {
    return attempt(patient, what, call);
  }

  private <T> T attempt(ConsulClient client, String what, Function<ConsulClient, T> call) {
    try {
      return call.apply(client);
    } catch (OperationException e) {
      throw new ConsulUnavailable(
          "Consul at %s refused to %s: %d %s"
              .formatted(agent, what, e.getStatusCode(), e.getStatusContent()),
          e);
    } catch (ConsulException e) {
      throw new ConsulUnavailable(
          "Consul at %s did not answer when asked to %s: %s".formatted(agent, what, rootMessage(e)),
          e);
    }
  }

  private static String rootMessage(Throwable e) {
    return e.getCause() == null ? e.toString() : rootMessage(e.getCause());
  }

  private ConsulClient client(Duration timeout) {
    return new ConsulClient(
        new ConsulRawClient("http://" + agent.getHost(), agent.getPort(), http(timeout)));
  }

  /// The library's own client waits ten minutes for an answer; a repeated write is the caller's
  /// decision, so no retries.
  private static HttpClient http(Duration timeout) {
    RequestConfig limits =
        RequestConfig.custom()
            .setConnectTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
            .setConnectionRequestTimeout(Math.toIntExact(CONNECT_TIMEOUT.toMillis()))
            .setSocketTimeout(Math.toIntExact(timeout.toMillis()))
            .build();
    return HttpClients.custom()
        .setDefaultRequestConfig(limits)
        .setMaxConnPerRoute(CONNECTIONS)
        .setMaxConnTotal(CONNECTIONS)
        .disableAutomaticRetries()
        .disableCookieManagement()
        .build();
  }
}

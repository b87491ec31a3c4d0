package dev.tripod.kit.http;

import io.javalin.http.Context;
import io.javalin.router.Endpoint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The metrics of one process, in Prometheus's form. Every request counts once in
/// `http_requests_total` and `http_request_duration_seconds`, labelled `route`, `method` and
/// `status`. The labels are bounded: a route is the template that matched or `unmatched`, a method
/// one of those HTTP defines or `other`.
public final class Metrics {
  public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

  /// Few, and dense where a service in memory answers, so that p50 and p99 can be told by
  /// interpolation.
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
  };

  private record Meters(Counter total, Timer duration) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  /// By method, status and route as one text: what compares a record's fields is written by Java in
  /// each start anew, as no AOT cache holds it.
  private final Map<String, Meters> requests = new ConcurrentHashMap<>();

  /// Where an application registers meters of its own.
  public MeterRegistry registry() {
    return registry;
  }

  public String scrape() {
    return registry.scrape(MEDIA_TYPE);
  }

  void request(Context context, Duration took) {
    String route = route(context);
    String method = method(context);
    String status = Integer.toString(context.statusCode());
    Meters meters =
        requests.computeIfAbsent(
            method + " " + status + " " + route, _ -> register(route, method, status));
    meters.total.increment();
    meters.duration.record(took);
  }

  private static String route(Context context) {
    Endpoint endpoint = context.endpoints().matchedHttpEndpoint();
    return endpoint == null ? "unmatched" : endpoint.path;
  }

  private static String method(Context context) {
    String method = context.req().getMethod();
    return METHODS.contains(method) ? method : "other";
  }

  private Meters register(String route, String method, String status) {
    String[] tags = {"route", route, "method", method, "status", status};
    return new Meters(
        Counter.builder("http.requests")
            .description("Requests answered")
            .tags(tags)
            .register(registry),
        Timer.builder("http.request.duration")
            .description("Time from the request's head to its answer")
            .serviceLevelObjectives(BUCKETS)
            .tags(tags)
            .register(registry));
  }
}

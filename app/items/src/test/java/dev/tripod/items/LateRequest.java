package dev.tripod.items;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.http.RequestStart;
import dev.tripod.kit.testing.InTime;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/// A request that the load balancer got half a second ago.
final class LateRequest {
  /// Until its answer: of 0.9 s, and what a machine with other work adds.
  static final Duration LEFT = Duration.ofMillis(700);

  private static final long MILLIS_AGO = 500;

  private LateRequest() {}

  static HttpRequest.Builder to(URI uri) {
    long startMillis = System.currentTimeMillis() - MILLIS_AGO;
    return to(uri, "t=" + startMillis + "000");
  }

  /// Sends it, and expects 503 in what is left of its time.
  static void assertRefusedInTime(Client client, HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = InTime.of("told", LEFT, () -> client.send(request));
    assertThat(answer.statusCode()).isEqualTo(503);
  }

  /// With a start of the caller's choice.
  static HttpRequest.Builder to(URI uri, String start) {
    return HttpRequest.newBuilder(uri).header(RequestStart.HEADER, start);
  }
}

package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.MalformedRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Malformed requests to the virtual IP, each followed by one that must not reach a service as part
/// of another's connection: HAProxy uses its connections to the services for everybody.
class SmugglingLabTest extends WorldTest {
  private static final int PATIENCE_MILLIS = 3_000;
  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 (\\d{3})");
  private static final String ITEM = "{\"id\": \"honest\", \"val\": \"smuggling-test\"}";

  private static HttpClient honest;

  @BeforeAll
  static void open() throws InterruptedException, IOException {
    honest =
        HttpClient.newBuilder()
            .sslContext(world.cluster().tls())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    assertThat(send("POST", "/item", ITEM)).startsWith("20");
  }

  @AfterAll
  static void close() throws InterruptedException, IOException {
    if (honest != null) {
      send("DELETE", "/item?id=honest", "");
      honest.close();
    }
  }

  static Stream<Arguments> malformed() {
    return MalformedRequests.to("/item", "site");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void nobodyGetsAnothersAnswer(String name, String request)
      throws IOException, InterruptedException {
    var smuggled = "GET /item?id=smuggled HTTP/1.1\r\nHost: site\r\n\r\n";

    var answers =
        ANSWER
            .matcher(exchange(request + smuggled))
            .results()
            .map(found -> found.group(1))
            .toList();

    // HAProxy puts some in order, so that what follows is a second request of this client's; for a
    // chunk of gigabytes it waits.
    assertThat(answers)
        .hasSizeLessThanOrEqualTo(2)
        .allMatch(status -> status.matches("[24]..|505"));
    // More than there are connections to services.
    for (var i = 0; i < 20; i++) {
      assertThat(send("GET", "/item?id=honest", "")).startsWith("200").contains("smuggling-test");
    }
  }

  private static String send(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(world.cluster().urls().site().resolve(path))
            .timeout(Duration.ofMillis(PATIENCE_MILLIS))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body));
    var answer = honest.send(request.build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private static String exchange(String request) throws IOException {
    var address = new InetSocketAddress(world.cluster().vip().address(), 443);
    try (Socket socket = world.cluster().tls().getSocketFactory().createSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(address, PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return read(socket);
    }
  }

  /// What arrives until the other side has closed, or says nothing more.
  private static String read(Socket socket) throws IOException {
    var answer = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answer);
    } catch (SocketTimeoutException | SocketException end) {
      // It ended as it ended.
    }
    return answer.toString(StandardCharsets.ISO_8859_1);
  }
}

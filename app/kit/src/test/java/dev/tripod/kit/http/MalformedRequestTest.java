package dev.tripod.kit.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.kit.testing.MalformedRequests;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What no client library sends: requests of which a proxy and this server might each see another
/// end, heads that never end, bodies that never come. Each is refused once, and its connection
/// closed, so that what follows it is never taken for a request.
@Timeout(120)
class MalformedRequestTest {
  private static final int SECOND_MILLIS = 1_000;
  private static final Pattern ANSWER = Pattern.compile("HTTP/1\\.1 (\\d{3})");

  /// Would be answered with 200 if a server took it for a request of its own.
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n";

  private HttpService service;

  @BeforeEach
  void start() {
    service =
        HttpService.start(
            new HttpSettings(0, 1_000, Duration.ofSeconds(2), Duration.ZERO, Duration.ofSeconds(1)),
            new Metrics(),
            new Health(),
            routes ->
                routes
                    .get("/smuggled", context -> context.result("smuggled"))
                    .get("/broken", _ -> fail())
                    .post("/echo", context -> context.result(context.body())));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  static Stream<Arguments> refused() {
    return MalformedRequests.to("/echo", "here");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void isRefusedOnceAndItsConnectionClosed(String name, String request) throws Exception {
    String answer = answered(() -> exchange(request + SMUGGLED));
    assertThat(ANSWER.matcher(answer).results().map(found -> found.group(1)))
        .as(answer)
        .singleElement()
        .asString()
        .matches("4..|505");
    assertProblem(answer);
    assertServesOthers();
  }

  @Test
  void tellsAHeadThatIsTooLongFromOtherFaults() throws Exception {
    String field = "X-Long: %s\r\n\r\n".formatted("a".repeat(10_000));
    assertThat(answered(() -> exchange("GET /smuggled HTTP/1.1\r\nHost: here\r\n" + field)))
        .startsWith("HTTP/1.1 431 ")
        .contains("\"status\":431");
  }

  @Test
  void showsNothingOfItsInsideWhenAHandlerFails() throws Exception {
    String request = "GET /broken HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
    String answer = answered(() -> exchange(request));
    assertThat(answer)
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("secret", "IllegalState", "Exception", "\tat ", ".java");
    assertProblem(answer);
  }

  /// A connection that says nothing is closed; one that never ends its head as well.
  @Test
  void closesAConnectionThatFallsSilent() throws Exception {
    assertThat(exchange("")).isEmpty();
    assertThat(exchange("GET /smuggled HTTP/1.1\r\nHost:")).doesNotContain("200");
  }

  @Test
  void tellsAClientThatNeverSendsItsBody() throws Exception {
    String request = "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 5\r\n\r\nhe";
    String answer = answered(() -> exchange(request));
    assertThat(answer).startsWith("HTTP/1.1 408 ");
    assertProblem(answer);
    assertServesOthers();
  }

  /// Never silent for long enough, so the idle timeout alone would let it go on for ever.
  @Test
  void givesUpOnABodyThatTrickles() throws Exception {
    assertThat(answered(this::trickle)).startsWith("HTTP/1.1 408 ");
    assertServesOthers();
  }

  private String trickle() throws IOException {
    String answer = "";
    try (Socket socket = connect()) {
      write(socket, "POST /echo HTTP/1.1\r\nHost: here\r\nContent-Length: 900\r\n\r\n");
      for (int sent = 0; sent < 100 && answer.isEmpty(); sent++) {
        write(socket, "x");
        answer = readFor(socket, SECOND_MILLIS / 5);
      }
    } catch (SocketException _) {
      // Closed unanswered.
    }
    return answer;
  }

  private void assertServesOthers() throws IOException {
    String request = "GET /smuggled HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n";
    assertThat(answered(() -> exchange(request))).startsWith("HTTP/1.1 200 ").endsWith("smuggled");
  }

  private interface Exchange {
    String answer() throws IOException;
  }

  /// On a machine that stood still for the idle timeout a connection is closed unanswered: then it
  /// is asked again.
  private static String answered(Exchange exchange) throws IOException {
    String answer = "";
    for (int attempt = 0; attempt < 5 && answer.isEmpty(); attempt++) {
      answer = exchange.answer();
    }
    return answer;
  }

  private static void assertProblem(String answer) {
    assertThat(answer)
        .contains("Content-Type: application/problem+json", "\r\n\r\n{\"title\":")
        .containsIgnoringCase("X-Content-Type-Options: nosniff")
        .containsIgnoringCase("Referrer-Policy: no-referrer")
        .doesNotContainIgnoringCase("\r\nServer:")
        .doesNotContainIgnoringCase("jetty");
  }

  private static void fail() {
    throw new IllegalStateException("secret");
  }

  /// All that comes back until the server closes.
  private String exchange(String request) throws IOException {
    try (Socket socket = connect()) {
      write(socket, request);
      return readFor(socket, 20 * SECOND_MILLIS);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), service.port());
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /// A reset after the answer is a close too: what was sent past the fault is never read.
  private static String readFor(Socket socket, int quietMillis) throws IOException {
    socket.setSoTimeout(quietMillis);
    var answer = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(answer);
    } catch (SocketTimeoutException _) {
      assertThat(quietMillis).as("still open after %s", answer).isLessThan(20 * SECOND_MILLIS);
    } catch (SocketException _) {
      // Reset.
    }
    return answer.toString(StandardCharsets.UTF_8);
  }
}

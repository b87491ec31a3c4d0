package dev.tripod.scenarios.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// A few lines that answer as the items API does, and that can lose or refuse a write, or
/// be in doubt of it.
final class FakeItems implements AutoCloseable {
  final Map<String, String> values = new ConcurrentHashMap<>();
  volatile Predicate<String> refuses = _ -> false;
  volatile Predicate<String> loses = _ -> false;
  volatile Predicate<String> doubts = _ -> false;

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

  FakeItems() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
    server.createContext("/item", this::handle);
    server.setExecutor(executor);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    server.stop(0);
    executor.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      switch (exchange.getRequestMethod()) {
        case "GET" -> {
          var id = exchange.getRequestURI().getQuery().substring("id=".length());
          answer(exchange, 200, values.getOrDefault(id, ""));
        }
        case "POST" -> post(exchange, body(exchange));
        default -> {
          values.remove(body(exchange).get("id"));
          answer(exchange, 200, "ok");
        }
      }
    }
  }

  private void post(HttpExchange exchange, Map<String, String> body) throws IOException {
    var id = body.get("id");
    if (refuses.test(id)) {
      answer(exchange, 503, "{\"detail\": \"Redis: nothing was written\"}");
      return;
    }
    if (doubts.test(id)) {
      answer(exchange, 503, "{\"detail\": \"Redis: unknown outcome\"}");
      return;
    }
    if (!loses.test(id)) {
      values.put(id, body.get("val"));
    }
    answer(exchange, 200, "ok");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> body(HttpExchange exchange) throws IOException {
    return new ObjectMapper().readValue(exchange.getRequestBody(), Map.class);
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}

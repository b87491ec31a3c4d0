package dev.tripod.haproxy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tripod.kit.http.RequestStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/// An instance of a service: healthy, and answers with its name, what it was asked for, and when it
/// was told that this came.
final class Backend implements AutoCloseable {
  private final String name;
  private final HttpServer server;

  private Backend(String name, HttpServer server) {
    this.name = name;
    this.server = server;
  }

  static Backend start(String name, int port) {
    try {
      var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      var backend = new Backend(name, HttpServer.create(address, 0));
      backend.server.createContext("/", backend::answer);
      backend.server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      backend.server.start();
      return backend;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    List<String> start = exchange.getRequestHeaders().get(RequestStart.HEADER);
    exchange.getResponseHeaders().put(RequestStart.HEADER, start == null ? List.of() : start);
    byte[] body = (name + " " + exchange.getRequestURI()).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

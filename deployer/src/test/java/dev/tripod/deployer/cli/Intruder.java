package dev.tripod.deployer.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/// A way to Nomad on which something happens, once: right before a job's registration passes
/// through, or before its answer comes back.
final class Intruder implements AutoCloseable {
  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI nomad;
  private final Runnable before;
  private final Runnable after;
  private final AtomicBoolean done = new AtomicBoolean();

  private Intruder(URI nomad, Runnable before, Runnable after) throws IOException {
    this.nomad = nomad;
    this.before = before;
    this.after = after;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::pass);
    server.start();
  }

  static Intruder before(URI nomad, Runnable deed) throws IOException {
    return new Intruder(nomad, deed, () -> {});
  }

  static Intruder after(URI nomad, Runnable deed) throws IOException {
    return new Intruder(nomad, () -> {}, deed);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void pass(HttpExchange exchange) throws IOException {
    var body = exchange.getRequestBody().readAllBytes();
    var registers = exchange.getRequestURI().getPath().equals("/v1/jobs");
    var first = registers && done.compareAndSet(false, true);
    if (first) {
      before.run();
    }
    var request =
        HttpRequest.newBuilder(nomad.resolve(exchange.getRequestURI().toString()))
            .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      var response = client.send(request, BodyHandlers.ofByteArray());
      if (first) {
        after.run();
      }
      response
          .headers()
          .firstValue("X-Nomad-Index")
          .ifPresent(index -> exchange.getResponseHeaders().set("X-Nomad-Index", index));
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.shutdownNow();
  }
}

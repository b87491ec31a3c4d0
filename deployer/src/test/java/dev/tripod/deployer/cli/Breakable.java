package dev.tripod.deployer.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// A way to an agent whose connections can all be broken at once, in the middle of an answer.
public final class Breakable implements AutoCloseable {
  private final ServerSocket server;
  private volatile URI agent;
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

  private Breakable(URI agent) throws IOException {
    this.agent = agent;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  public static Breakable to(URI agent) throws IOException {
    return new Breakable(agent);
  }

  /// Sends those who connect from now on to another agent.
  public void leadTo(URI agent) {
    this.agent = agent;
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        sockets.add(client);
        lead(client);
      } catch (IOException _) {
        // Closed: the loop sees that.
      }
    }
  }

  private void lead(Socket client) throws IOException {
    try {
      var other = new Socket(agent.getHost(), agent.getPort());
      sockets.add(other);
      Thread.ofVirtual().start(() -> pass(client, other));
      Thread.ofVirtual().start(() -> pass(other, client));
    } catch (IOException _) {
      // The agent is gone: the client sees that.
      client.close();
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // Broken, as it is meant to be.
    }
  }

  public void breakAll() {
    for (var socket = sockets.poll(); socket != null; socket = sockets.poll()) {
      try {
        socket.close();
      } catch (IOException _) {
        // It is closed already.
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    breakAll();
  }
}

package dev.tripod.items;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// Speaks enough of Redis's protocol for a training run on a build machine without Redis: every
/// command gets the same answer, by its name alone.
final class TrainingRedis implements AutoCloseable {
  private static final int MAX_ARGUMENTS = 16;

  private final ServerSocket server;

  private TrainingRedis(ServerSocket server) {
    this.server = server;
  }

  static TrainingRedis start() throws IOException {
    TrainingRedis redis =
        new TrainingRedis(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.startVirtualThread(redis::accept);
    return redis;
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void accept() {
    try {
      while (!server.isClosed()) {
        Socket client = server.accept();
        Thread.startVirtualThread(() -> serve(client));
      }
    } catch (IOException _) {
      // Closed: the training is over.
    }
  }

  private static void serve(Socket client) {
    try (client;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream out = client.getOutputStream()) {
      for (String command = read(in); command != null; command = read(in)) {
        out.write(answer(command).getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException _) {
      // The client is gone.
    }
  }

  /// The name of the next command, its arguments skipped; null at the end. The arguments that a
  /// training sends are short lines.
  private static String read(BufferedReader in) throws IOException {
    String header = in.readLine();
    if (header == null || !header.startsWith("*")) {
      return null;
    }
    int arguments = Math.min(Integer.parseInt(header.substring(1)), MAX_ARGUMENTS);
    String name = null;
    for (int i = 0; i < arguments; i++) {
      in.readLine();
      String argument = in.readLine();
      name = name == null ? argument : name;
    }
    return name;
  }

  private static String answer(String command) {
    return switch (command.toUpperCase(Locale.ROOT)) {
      case "GET" -> "$5\r\nvalue\r\n";
      case "PING" -> "+PONG\r\n";
      case "DEL", "HINCRBY", "WAIT" -> ":1\r\n";
      case "INFO" -> "$24\r\nmaster_replid:training\r\n\r\n";
      case "HMGET" -> "*3\r\n$1\r\n1\r\n$8\r\ntraining\r\n$-1\r\n";
      case "SCAN" -> "*2\r\n$1\r\n0\r\n*1\r\n$1\r\na\r\n";
      default -> "+OK\r\n";
    };
  }
}

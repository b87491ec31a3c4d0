package dev.tripod.deployer.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/// An address where somebody listens who never answers: what a dead machine looks like.
final class Silent implements AutoCloseable {
  private static final int ENOUGH = 64;

  private final ServerSocket server;
  private final List<SocketChannel> waiting = new ArrayList<>();

  private Silent(String address, int port) throws IOException {
    server = new ServerSocket(port, 1, InetAddress.getByName(address));
  }

  /// Connections come about, and nothing is heard on them.
  static Silent listening(String address, int port) throws IOException {
    return new Silent(address, port);
  }

  /// Not even connections come about: as many wait as the system lets wait.
  static Silent full(String address, int port) throws IOException {
    var silent = new Silent(address, port);
    while (silent.waiting.size() < ENOUGH && silent.takesOneMore()) {
      // The next one.
    }
    return silent;
  }

  private boolean takesOneMore() throws IOException {
    var channel = SocketChannel.open();
    waiting.add(channel);
    try {
      channel.socket().connect(new InetSocketAddress(server.getInetAddress(), port()), 100);
      return true;
    } catch (SocketTimeoutException _) {
      return false;
    }
  }

  int port() {
    return server.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (var channel : waiting) {
      channel.close();
    }
  }
}

package dev.tripod.kit.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The machine's redis-server on a free port of the loopback address, with a data folder of its own
/// that lasts until it is closed. It can be killed, frozen and started again, on the same port with
/// the same data.
public final class RedisServer implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofSeconds(60);

  private final Path folder = TestFolders.create("redis");
  private final int port = FreePorts.one();
  private final List<String> args;
  private LocalProcess process;

  private RedisServer(List<String> args) {
    this.args = List.copyOf(args);
  }

  /// `args` as redis-server takes them, such as `--appendonly`, `yes`. Returns when it answers.
  public static RedisServer start(String... args) {
    RedisServer server = new RedisServer(List.of(args));
    server.startAgain();
    return server;
  }

  /// A master whose replicas are served without delay, and that keeps nothing on disk.
  public static RedisServer master() {
    return start("--save", "", "--repl-diskless-sync-delay", "0");
  }

  /// A replica, which is as its master otherwise, to become one.
  public static RedisServer replicaOf(RedisServer master) {
    return start(
        "--save",
        "",
        "--repl-diskless-sync-delay",
        "0",
        "--replicaof",
        "127.0.0.1 " + master.port());
  }

  /// After [#kill], or to be sure that it runs.
  public void startAgain() {
    if (alive()) {
      return;
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                "redis-server",
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--dir",
                folder.toString()));
    command.addAll(args);
    process = LocalProcess.start(folder, command);
    try {
      Await.until("redis-server answers at " + url(), START_WITHIN, this::answers);
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + process.output(), e);
    }
  }

  private boolean answers() throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
          .equals("+PONG");
    }
  }

  public boolean alive() {
    return process != null && process.alive();
  }

  public int port() {
    return port;
  }

  /// `redis://127.0.0.1:port`
  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  /// Where its files are, to be read or removed while it is down.
  public Path folder() {
    return folder;
  }

  public void kill() {
    process.kill();
  }

  public void freeze() {
    process.freeze();
  }

  public void thaw() {
    process.thaw();
  }

  @Override
  public void close() {
    process.kill();
    process.close();
    TestFolders.delete(folder);
  }
}

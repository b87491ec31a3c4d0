package dev.tripod.deployer.cli;

import dev.tripod.kit.testing.Await;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// A verb that runs until nobody reads what it prints.
final class Running implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Pipe out = new Pipe();
  private final StringWriter err = new StringWriter();
  private final CompletableFuture<Integer> exitCode;

  private Running(String[] args) {
    var thread = Executors.newVirtualThreadPerTaskExecutor();
    exitCode =
        CompletableFuture.supplyAsync(
            () -> Main.run(args, new PrintWriter(out), new PrintWriter(err)), thread);
  }

  static Running start(String... args) {
    return new Running(args);
  }

  /// A pipe whose reader may go away.
  private static final class Pipe extends Writer {
    private final StringWriter text = new StringWriter();
    private volatile boolean closed;

    @Override
    public void write(char[] from, int offset, int length) throws IOException {
      if (closed) {
        throw new IOException("Broken pipe");
      }
      text.write(from, offset, length);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
      closed = true;
    }
  }

  String out() {
    return out.text.toString();
  }

  String err() {
    return err.toString();
  }

  void awaitOut(String text) {
    try {
      Await.until("it prints " + text, PATIENCE, () -> out().contains(text));
    } catch (AssertionError e) {
      throw new AssertionError(e.getMessage() + "\n" + out() + "\n" + err(), e);
    }
  }

  void awaitLines(long count) {
    Await.until("it prints " + count + " lines", PATIENCE, () -> out().lines().count() >= count);
  }

  void awaitErr(String text) {
    Await.until("it says " + text, PATIENCE, () -> err().contains(text));
  }

  /// Reads no more.
  void leave() {
    out.close();
  }

  /// Reads no more, and waits until the verb has noticed.
  int hangUp() throws Exception {
    leave();
    return exitCode.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    leave();
  }
}

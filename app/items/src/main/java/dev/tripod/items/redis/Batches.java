package dev.tripod.items.redis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/// Many callers share few round trips to one server: while a batch of commands is under way, others
/// gather for the next, so that under load a batch is long and each costs a fraction of the system
/// calls, and without load a command goes out at once. For commands that Redis answers at once; a
/// slow one would hold up all others.
final class Batches implements AutoCloseable {
  private static final int MAX_BATCH = 64;
  private static final int MAX_WAITING = 1024;

  /// A command on its way.
  private static final class Call<T> extends CompletableFuture<T> {
    private final Function<Pipeline, Response<T>> command;
    private Response<T> response;

    Call(Function<Pipeline, Response<T>> command) {
      this.command = command;
    }

    void send(Pipeline pipeline) {
      response = command.apply(pipeline);
    }

    /// An error that Redis replied to this command concerns its caller alone.
    void receive() {
      try {
        complete(response.get());
      } catch (JedisException refusal) {
        completeExceptionally(refusal);
      }
    }
  }

  private final BlockingQueue<Call<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Supplier<Connection> connect;
  private final Thread runner;
  private volatile boolean closed;
  private Connection connection;

  Batches(Supplier<Connection> connect) {
    this.connect = connect;
    this.runner = Thread.ofVirtual().name("redis-batches").start(this::run);
  }

  /// Waits for the answer; the timeouts of the connection bound that.
  ///
  /// @throws JedisException the server's refusal of this command, or the failure of the connection
  <T> T call(Function<Pipeline, Response<T>> command) {
    Call<T> call = new Call<>(command);
    if (!waiting.offer(call)) {
      throw new JedisConnectionException(MAX_WAITING + " commands wait for this server already");
    }
    if (closed) {
      fail(new ArrayList<>(), left());
    }
    try {
      return call.join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof JedisException known ? known : failure;
    }
  }

  /// Commands under way fail; the runner, or who comes too late, fails those that wait.
  @Override
  public void close() {
    closed = true;
    runner.interrupt();
  }

  private void run() {
    List<Call<?>> batch = new ArrayList<>(MAX_BATCH);
    try {
      while (!closed) {
        batch.add(waiting.take());
        waiting.drainTo(batch, MAX_BATCH - 1);
        roundTrip(batch);
        batch.clear();
      }
    } catch (InterruptedException _) {
      // Closed.
    } finally {
      disconnect();
      fail(batch, left());
    }
  }

  private static JedisConnectionException left() {
    return new JedisConnectionException("this server is no longer one to ask");
  }

  private void roundTrip(List<Call<?>> batch) {
    try {
      if (connection == null) {
        connection = connect.get();
      }
      Pipeline pipeline = new Pipeline(connection);
      batch.forEach(call -> call.send(pipeline));
      pipeline.sync();
      batch.forEach(Call::receive);
    } catch (RuntimeException failure) {
      disconnect();
      fail(batch, failure);
    }
  }

  /// Who waits for a server that just failed would only learn the same later.
  private void fail(List<Call<?>> batch, RuntimeException failure) {
    waiting.drainTo(batch);
    batch.forEach(call -> call.completeExceptionally(failure));
  }

  private void disconnect() {
    if (connection != null) {
      connection.disconnect();
      connection = null;
    }
  }
}

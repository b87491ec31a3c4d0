package dev.tripod.items.redis;

import dev.tripod.kit.redis.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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
///
/// A command that was sent and whose answer did not come, or does not count, fails with
/// [OutcomeUnknown]. Any other failure means that it had no effect: it was not sent, or Redis
/// refused it.
final class Batches implements AutoCloseable {
  private static final int MAX_BATCH = 64;
  private static final int MAX_WAITING = 1024;

  /// A command on its way.
  private static final class Call<T> extends CompletableFuture<T> {
    private final Function<Pipeline, Response<T>> command;
    private final AtomicBoolean taken = new AtomicBoolean();
    private Response<T> response;

    /// Written before the call completes, read after.
    private Position position = Position.NONE;

    Call(Function<Pipeline, Response<T>> command) {
      this.command = command;
    }

    /// True once: for the runner, who then sends it, or for a caller who waits no longer.
    boolean take() {
      return taken.compareAndSet(false, true);
    }

    void send(Pipeline pipeline) {
      response = command.apply(pipeline);
    }

    /// An error that Redis replied to this command concerns its caller alone, and is certain
    /// whatever doubt there is about the batch.
    void receive(Verdict verdict) {
      try {
        T answer = response.get();
        if (verdict.doubt().isPresent()) {
          completeExceptionally(new OutcomeUnknown(verdict.doubt().get()));
        } else {
          position = verdict.position();
          complete(answer);
        }
      } catch (JedisException refusal) {
        completeExceptionally(refusal);
      }
    }
  }

  private final BlockingQueue<Call<?>> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
  private final Supplier<Connection> connect;
  private final Function<Connection, Epilogue> opening;
  private final Thread runner;
  private volatile boolean closed;
  private Connection connection;
  private Epilogue epilogue;

  /// Batches that end with what their last command ends with.
  Batches(Supplier<Connection> connect) {
    this(connect, _ -> Epilogue.NONE);
  }

  /// Batches that end with what `opening` finds for each new connection. It throws when the
  /// server is not one to send to.
  Batches(Supplier<Connection> connect, Function<Connection, Epilogue> opening) {
    this.connect = connect;
    this.opening = opening;
    this.runner = Thread.ofVirtual().name("redis-batches").start(this::run);
  }

  /// Waits for the answer; the timeouts of the connection bound that.
  ///
  /// @throws JedisException the server's refusal of this command, or the failure of the connection
  <T> T call(Function<Pipeline, Response<T>> command) {
    try {
      return enqueue(command).join();
    } catch (CompletionException failure) {
      throw cause(failure);
    }
  }

  /// As [#call(Function)], and waits until the deadline at the latest.
  <T> Acknowledged<T> call(Function<Pipeline, Response<T>> command, long deadlineNanos) {
    Call<T> call = enqueue(command);
    try {
      T answer = call.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      return new Acknowledged<>(answer, call.position);
    } catch (ExecutionException failure) {
      throw cause(failure);
    } catch (TimeoutException _) {
      throw abandon(call);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw abandon(call);
    }
  }

  /// Commands under way fail; the runner, or who comes too late, fails those that wait.
  @Override
  public void close() {
    closed = true;
    runner.interrupt();
  }

  private <T> Call<T> enqueue(Function<Pipeline, Response<T>> command) {
    Call<T> call = new Call<>(command);
    if (!waiting.offer(call)) {
      throw new JedisConnectionException(MAX_WAITING + " commands wait for this server already");
    }
    if (closed) {
      failWaiting(left());
    }
    return call;
  }

  /// A call that still waits for its turn is taken back; one that was sent is not.
  private JedisException abandon(Call<?> call) {
    if (call.take()) {
      waiting.remove(call);
      return new JedisConnectionException("its turn did not come in time");
    }
    return new OutcomeUnknown("no answer came in time");
  }

  private static RuntimeException cause(Exception failure) {
    return failure.getCause() instanceof JedisException known
        ? known
        : new CompletionException(failure.getCause());
  }

  private void run() {
    List<Call<?>> batch = new ArrayList<>(MAX_BATCH);
    try {
      while (!closed) {
        batch.add(waiting.take());
        waiting.drainTo(batch, MAX_BATCH - 1);
        if (connected(batch)) {
          roundTrip(batch);
        }
        batch.clear();
      }
    } catch (InterruptedException _) {
      // Closed.
    } finally {
      disconnect();
      fail(batch, new OutcomeUnknown(left()));
      failWaiting(left());
    }
  }

  private static JedisConnectionException left() {
    return new JedisConnectionException("this server is no longer one to ask");
  }

  /// Nothing is sent before a connection is made, and its epilogue has found the server fit.
  private boolean connected(List<Call<?>> batch) {
    try {
      if (connection == null) {
        connection = connect.get();
        epilogue = opening.apply(connection);
      }
      return true;
    } catch (RuntimeException failure) {
      disconnect();
      fail(batch, failure);
      failWaiting(failure);
      return false;
    }
  }

  private void roundTrip(List<Call<?>> batch) {
    batch.removeIf(call -> !call.take());
    if (batch.isEmpty()) {
      return;
    }
    try {
      Pipeline pipeline = new Pipeline(connection);
      batch.forEach(call -> call.send(pipeline));
      Supplier<Verdict> ending = epilogue.end(pipeline);
      pipeline.sync();
      Verdict verdict = ending.get();
      if (verdict.doubt().isPresent()) {
        disconnect();
      }
      batch.forEach(call -> call.receive(verdict));
    } catch (RuntimeException failure) {
      disconnect();
      fail(batch, new OutcomeUnknown(failure));
      failWaiting(failure);
    }
  }

  private static void fail(List<Call<?>> batch, RuntimeException failure) {
    batch.forEach(call -> call.completeExceptionally(failure));
  }

  /// Who waits for a server that just failed would only learn the same later.
  private void failWaiting(RuntimeException failure) {
    List<Call<?>> left = new ArrayList<>();
    waiting.drainTo(left);
    fail(left, failure);
  }

  private void disconnect() {
    Connection last = connection;
    connection = null;
    if (last != null) {
      try {
        last.disconnect();
      } catch (JedisException _) {
        // Closed all the same, but for what was still to be sent.
      }
    }
  }
}

package dev.tripod.items.redis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.BuilderFactory;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.CommandObject;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/// By what a batch of writes is known to survive the loss of any one machine (adr/0011).
///
/// The batch is counted in the keepers' `position`, in the data itself. The count follows the
/// changes on the way to each standby, so who has the count has the changes, and of several members
/// a keeper promotes the one that has counted the most. Then `WAIT` says whether a standby has all
/// of that.
///
/// The position is read when the connection is opened and at the end of each batch, after `WAIT`.
/// It has to be the same, with the `run_id` of the process at the other end: so this process has
/// been master in one term from before the first change until a standby had them. Read before
/// `WAIT`, it would not do. A batch of which one half arrives late could meet a server that was
/// deposed in between, has lost the changes, and reigns again.
final class Acknowledgement implements Epilogue {
  private static final int ITEMS_DATABASE = 0;
  private static final int POSITION_DATABASE = 15;
  private static final String POSITION = "keeper:position";
  private static final String TERM = "term";
  private static final String RUN = "run";
  private static final String COUNT = "seq";

  /// One, as three members may lose one: two have it.
  private static final int STANDBYS = 1;

  /// Less than a connection waits for an answer, which would otherwise be lost with it.
  private static final Duration STANDBY_WITHIN = Duration.ofMillis(300);

  private static final String RUN_ID = "run_id:";

  private final List<String> reign;

  private Acknowledgement(List<String> reign) {
    this.reign = reign;
  }

  /// For a new connection, which has the items' database selected.
  ///
  /// @throws JedisConnectionException when this server is not the master that a keeper has made
  static Acknowledgement open(Connection connection) {
    Pipeline pipeline = new Pipeline(connection);
    Response<String> server = pipeline.executeCommand(info());
    Response<String> there = pipeline.select(POSITION_DATABASE);
    Response<List<String>> position = position(pipeline);
    Response<String> back = pipeline.select(ITEMS_DATABASE);
    pipeline.sync();
    there.get();
    back.get();
    List<String> reign = position.get();
    if (!reigns(reign, server.get())) {
      throw new JedisConnectionException("no keeper has made this process the master");
    }
    return new Acknowledgement(reign);
  }

  @Override
  public Supplier<Optional<String>> end(Pipeline batch) {
    Response<String> there = batch.select(POSITION_DATABASE);
    Response<Long> count = batch.hincrBy(POSITION, COUNT, 1);
    Response<Long> standbys = batch.waitReplicas(STANDBYS, STANDBY_WITHIN.toMillis());
    Response<List<String>> position = position(batch);
    Response<String> back = batch.select(ITEMS_DATABASE);
    return () -> {
      try {
        there.get();
        count.get();
        back.get();
        return doubt(reign, position.get(), standbys.get());
      } catch (JedisDataException refusal) {
        return Optional.of("the server did not let it be confirmed: " + refusal.getMessage());
      }
    };
  }

  /// Why a batch that was counted may be lost, if it may.
  static Optional<String> doubt(List<String> reign, List<String> position, long standbys) {
    if (!position.equals(reign)) {
      return Optional.of("another reign has begun");
    }
    return standbys < STANDBYS
        ? Optional.of("no standby has confirmed it in time")
        : Optional.empty();
  }

  /// Whether the position, term and run, is that of the process that gave this `INFO server`.
  static boolean reigns(List<String> position, String server) {
    return !position.contains(null) && server.lines().anyMatch((RUN_ID + position.get(1))::equals);
  }

  private static Response<List<String>> position(Pipeline pipeline) {
    return pipeline.hmget(POSITION, TERM, RUN);
  }

  private static CommandObject<String> info() {
    return new CommandObject<>(
        new CommandArguments(Protocol.Command.INFO).add("server"), BuilderFactory.STRING);
  }
}

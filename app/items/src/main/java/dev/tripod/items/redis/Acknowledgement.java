package dev.tripod.items.redis;

import dev.tripod.kit.redis.Position;
import dev.tripod.kit.redis.PositionKeys;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
/// It has to be the same, and to name the history that the process at the other end has (its
/// `master_replid`, which each promotion changes): so this process has been master, in one reign
/// whose term it had written, from before the first change until a standby had them all. Read
/// before `WAIT`, it would not do: a batch of which one half arrives late could meet a server that
/// was deposed in between, has lost the changes, and reigns again. Nor would it do to know the
/// process: one that reigns again, and has not written that yet, still has its old term.
final class Acknowledgement implements Epilogue {
  /// One, as three members may lose one: two have it.
  private static final int STANDBYS = 1;

  /// Less than a connection waits for an answer, which would otherwise be lost with it.
  private static final Duration STANDBY_WITHIN = Duration.ofMillis(300);

  private static final String REPLICATION_ID = "master_replid:";

  private static final Logger LOG = LoggerFactory.getLogger(Acknowledgement.class);

  private final List<String> reign;
  private final long term;
  private final int standbysNeeded;

  private Acknowledgement(List<String> reign) {
    this.reign = reign;
    this.term = Long.parseLong(reign.getFirst());
    this.standbysNeeded = isAlone(reign) ? 0 : STANDBYS;
  }

  /// For a new connection, which has the items' database selected.
  ///
  /// @throws JedisConnectionException when this server is not the master that a keeper has made
  static Acknowledgement open(Connection connection) {
    Pipeline pipeline = new Pipeline(connection);
    Response<String> replication = pipeline.executeCommand(info());
    Response<String> there = pipeline.select(PositionKeys.DATABASE);
    Response<List<String>> position = position(pipeline);
    Response<String> back = pipeline.select(RedisNode.ITEMS_DATABASE);
    pipeline.sync();
    there.get();
    back.get();
    List<String> reign = position.get();
    if (!reigns(reign, replication.get())) {
      throw new JedisConnectionException("no keeper has made this process the master");
    }
    if (isAlone(reign)) {
      LOG.warn("Writes are ok when the master alone has them: an operator chose that (alone.yml)");
    }
    return new Acknowledgement(reign);
  }

  @Override
  public Supplier<Verdict> end(Pipeline batch) {
    Response<String> there = batch.select(PositionKeys.DATABASE);
    Response<Long> count = batch.hincrBy(PositionKeys.HASH, PositionKeys.SEQ, 1);
    Response<Long> standbys = batch.waitReplicas(standbysNeeded, STANDBY_WITHIN.toMillis());
    Response<List<String>> position = position(batch);
    Response<String> replication = batch.executeCommand(info());
    Response<String> back = batch.select(RedisNode.ITEMS_DATABASE);
    return () -> {
      try {
        there.get();
        Position reached = new Position(term, count.get());
        back.get();
        boolean reigns = position.get().equals(reign) && reigns(reign, replication.get());
        return new Verdict(doubt(reigns, standbys.get() >= standbysNeeded), reached);
      } catch (JedisDataException refusal) {
        String doubt = "the server did not let it be confirmed: " + refusal.getMessage();
        return new Verdict(Optional.of(doubt), Position.NONE);
      }
    };
  }

  /// Why a batch that was counted may be lost, if it may.
  ///
  /// @param reigns whether this is still the reign in which the connection was opened
  /// @param confirmed whether as many standbys have it as are needed
  static Optional<String> doubt(boolean reigns, boolean confirmed) {
    if (!reigns) {
      return Optional.of("another reign has begun");
    }
    return confirmed ? Optional.empty() : Optional.of("no standby has confirmed it in time");
  }

  /// Whether the position, term and history, is that of who gave this `INFO replication`.
  static boolean reigns(List<String> position, String replication) {
    return position.get(0) != null
        && position.get(1) != null
        && replication.lines().anyMatch((REPLICATION_ID + position.get(1))::equals);
  }

  private static boolean isAlone(List<String> position) {
    return position.get(2) != null;
  }

  private static Response<List<String>> position(Pipeline pipeline) {
    return pipeline.hmget(
        PositionKeys.HASH, PositionKeys.TERM, PositionKeys.HISTORY, PositionKeys.ALONE);
  }

  private static CommandObject<String> info() {
    return new CommandObject<>(
        new CommandArguments(Protocol.Command.INFO).add("replication"), BuilderFactory.STRING);
  }
}

package dev.tripod.items.redis;

import dev.tripod.kit.redis.Position;
import dev.tripod.kit.redis.PositionKeys;
import java.util.List;
import java.util.function.Function;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Response;
import redis.clients.jedis.UnifiedJedis;

/// A server to callers who have to see what was written up to a position: it answers them only if
/// it has come there.
final class CaughtUp implements Server {
  private final Server server;
  private final Position atLeast;

  CaughtUp(Server server, Position atLeast) {
    this.server = server;
    this.atLeast = atLeast;
  }

  @Override
  public HostAndPort address() {
    return server.address();
  }

  /// @throws NodeUnavailable when the server is behind
  @Override
  public <T> T batched(Function<Pipeline, Response<T>> command) {
    Positioned<T> positioned = new Positioned<>(command);
    Position reached = Position.of(server.choosing(positioned));
    if (!reached.reaches(atLeast)) {
      throw NodeUnavailable.behind(address(), reached);
    }
    return positioned.answer();
  }

  @Override
  public <T> T counted(Function<Pipeline, Response<T>> command) {
    return server.counted(command);
  }

  @Override
  public <T> T choosing(Function<Pipeline, Response<T>> command) {
    return server.choosing(command);
  }

  /// Looked at once and over another connection. A server falls behind again only if it starts
  /// anew, and that ends what takes several commands anyway.
  ///
  /// @throws NodeUnavailable when the server is behind
  @Override
  public UnifiedJedis jedis() {
    batched(pipeline -> pipeline.select(RedisNode.ITEMS_DATABASE));
    return server.jedis();
  }

  /// A command and, before it on the same connection, a look at the position: in this order what
  /// the command sees is never older than the position. Answers the position.
  private static final class Positioned<T> implements Function<Pipeline, Response<List<String>>> {
    private final Function<Pipeline, Response<T>> command;
    private Response<String> there;
    private Response<String> back;
    private Response<T> answer;

    Positioned(Function<Pipeline, Response<T>> command) {
      this.command = command;
    }

    @Override
    public Response<List<String>> apply(Pipeline pipeline) {
      there = pipeline.select(PositionKeys.DATABASE);
      Response<List<String>> position =
          pipeline.hmget(PositionKeys.HASH, PositionKeys.TERM, PositionKeys.SEQ);
      back = pipeline.select(RedisNode.ITEMS_DATABASE);
      answer = command.apply(pipeline);
      return position;
    }

    /// When the position has been answered.
    T answer() {
      there.get();
      back.get();
      return answer.get();
    }
  }
}

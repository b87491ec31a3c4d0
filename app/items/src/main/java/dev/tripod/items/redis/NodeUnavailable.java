package dev.tripod.items.redis;

import dev.tripod.kit.redis.Position;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/// One Redis server cannot answer now; another one, or the same a little later, may.
final class NodeUnavailable extends RuntimeException {
  /// Replies by which a server says that it is the wrong one, or not ready, rather than that the
  /// command is wrong.
  private static final List<String> NOT_NOW =
      List.of("LOADING", "MASTERDOWN", "READONLY", "NOREPLICAS", "UNKILLABLE", "BUSY", "WRONGPASS");

  private final boolean busy;
  private final boolean unknown;

  private NodeUnavailable(
      HostAndPort address, JedisException cause, boolean busy, boolean unknown) {
    super("%s: %s".formatted(address, cause.getMessage()), cause);
    this.busy = busy;
    this.unknown = unknown;
  }

  private NodeUnavailable(String message) {
    super(message);
    this.busy = false;
    this.unknown = false;
  }

  /// Whether only this process is the reason: all its connections to the server were in use.
  boolean busy() {
    return busy;
  }

  /// Whether a change of an item may have been made there; otherwise none was.
  boolean unknown() {
    return unknown;
  }

  /// For a change of an item, of which it matters to know.
  static NodeUnavailable unknown(HostAndPort address, OutcomeUnknown failure) {
    return new NodeUnavailable(address, failure, false, true);
  }

  /// For a read by who has to see more: the server is well, and may have come there in a moment.
  static NodeUnavailable behind(HostAndPort address, Position reached) {
    return new NodeUnavailable("%s has come to %s only".formatted(address, reached));
  }

  /// Empty when the failure is not about the server's state.
  static Optional<NodeUnavailable> of(HostAndPort address, JedisException failure) {
    return switch (failure) {
      case JedisConnectionException connection ->
          Optional.of(new NodeUnavailable(address, connection, false, false));
      case JedisDataException refusal when saysNotNow(refusal) ->
          Optional.of(new NodeUnavailable(address, refusal, false, false));
      case JedisDataException _ -> Optional.empty();
      case JedisException other when other.getCause() instanceof NoSuchElementException ->
          Optional.of(new NodeUnavailable(address, other, true, false));
      case JedisException other -> Optional.of(new NodeUnavailable(address, other, false, false));
    };
  }

  private static boolean saysNotNow(JedisDataException refusal) {
    String message = refusal.getMessage();
    return message != null && NOT_NOW.stream().anyMatch(message::startsWith);
  }
}

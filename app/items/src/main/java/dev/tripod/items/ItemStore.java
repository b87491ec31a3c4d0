package dev.tripod.items;

import dev.tripod.items.redis.Command;
import dev.tripod.items.redis.Patience;
import dev.tripod.items.redis.Redis;
import dev.tripod.kit.redis.Position;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/// Items in Redis: one string each, under its id as the key, as the original keeps them. A change
/// returns the position that has it, and who reads from there on sees it.
final class ItemStore {
  private static final int SCAN_STEP = 500;

  /// Some of the keys; `truncated` when there are more.
  record Listing(Set<String> keys, boolean truncated) {}

  /// A step of a longer listing; a key may come in more than one page.
  record Page(Cursor cursor, List<String> keys) {}

  private final Redis redis;

  ItemStore(Redis redis) {
    this.redis = redis;
  }

  Optional<byte[]> get(byte[] id, Position atLeast, Patience patience) {
    return Optional.ofNullable(
        redis
            .reads()
            .call(atLeast, patience, server -> server.batched(pipeline -> pipeline.get(id))));
  }

  Position put(byte[] id, byte[] value, Patience patience) {
    return redis.writes().write(patience, pipeline -> pipeline.set(id, value)).position();
  }

  Position delete(byte[] id, Patience patience) {
    return redis.writes().write(patience, pipeline -> pipeline.del(id)).position();
  }

  /// At most `limit` keys, each once, from one server: SCAN's cursor means nothing to another.
  Listing list(int limit, Position atLeast, Patience patience) {
    return redis.reads().call(atLeast, patience, server -> list(server.jedis(), limit));
  }

  /// About `count` keys from the start; Redis takes the number as a hint.
  Page firstPage(int count, Position atLeast, Patience patience) {
    return redis.reads().call(atLeast, patience, page(ScanParams.SCAN_POINTER_START, count));
  }

  /// About `count` keys from the cursor on; empty when its server no longer serves reads.
  Optional<Page> page(Cursor.At cursor, int count, Position atLeast, Patience patience) {
    return redis.reads().callOn(cursor.server(), atLeast, patience, page(cursor.position(), count));
  }

  private static Listing list(UnifiedJedis jedis, int limit) {
    Set<String> keys = new LinkedHashSet<>();
    String position = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<byte[]> step = scan(jedis, position, SCAN_STEP);
      for (byte[] key : step.getResult()) {
        if (keys.size() == limit) {
          return new Listing(keys, true);
        }
        keys.add(text(key));
      }
      position = step.getCursor();
    } while (!position.equals(ScanParams.SCAN_POINTER_START));
    return new Listing(keys, false);
  }

  private static Command<Page> page(String position, int count) {
    return server -> {
      ScanResult<byte[]> step = scan(server.jedis(), position, count);
      List<String> keys = step.getResult().stream().map(ItemStore::text).toList();
      return new Page(next(step, server.address()), keys);
    };
  }

  private static Cursor next(ScanResult<byte[]> step, HostAndPort server) {
    return step.isCompleteIteration() ? Cursor.END : new Cursor.At(server, step.getCursor());
  }

  private static ScanResult<byte[]> scan(UnifiedJedis jedis, String position, int count) {
    return jedis.scan(position.getBytes(StandardCharsets.US_ASCII), new ScanParams().count(count));
  }

  private static String text(byte[] key) {
    return new String(key, StandardCharsets.UTF_8);
  }
}

package dev.tripod.items.redis;

import dev.tripod.kit.redis.RedisLogin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Redis as the application sees it: reads from replicas, writes to the master, wherever the two
/// are at the moment.
public final class Redis implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final Optional<RedisLogin> login;
  private final WriteAcks acks;
  private final Reads reads;
  private final Writes writes;

  /// Does not wait for any server; calls fail with [RedisUnavailable] until one is found.
  ///
  /// @param readUrl where not those are read from that are written to
  public Redis(
      RedisUrl writeUrl, Optional<RedisUrl> readUrl, Optional<RedisLogin> login, WriteAcks acks) {
    this.login = login;
    this.acks = acks;
    NodeSet masters = follow("redis master", writeUrl);
    NodeSet replicas = readUrl.map(url -> follow("redis replicas", url)).orElse(masters);
    this.reads = new Reads(replicas, masters);
    this.writes = new Writes(masters);
  }

  public Reads reads() {
    return reads;
  }

  public Writes writes() {
    return writes;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      close(opened.pop());
    }
  }

  private NodeSet follow(String role, RedisUrl url) {
    NodeSet nodes = new NodeSet(role, login, acks);
    opened.push(nodes);
    opened.push(url.follow(nodes::update));
    return nodes;
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception failure) {
      throw new IllegalStateException("cannot close " + resource, failure);
    }
  }
}

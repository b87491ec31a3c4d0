package dev.tripod.items.redis;

import dev.tripod.kit.redis.RedisLogin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.HostAndPort;

/// The servers that play one role at the moment. Readers take the current list without locking; a
/// change keeps the connections to servers that stay, and cuts those to servers that leave: who was
/// waiting there is sent on to another.
final class NodeSet implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(NodeSet.class);

  private final String role;
  private final Optional<RedisLogin> login;
  private final WriteAcks acks;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile List<RedisNode> nodes = List.of();

  NodeSet(String role, Optional<RedisLogin> login, WriteAcks acks) {
    this.role = role;
    this.login = login;
    this.acks = acks;
  }

  List<RedisNode> nodes() {
    return nodes;
  }

  Optional<RedisNode> find(HostAndPort address) {
    return nodes.stream().filter(node -> node.address().equals(address)).findFirst();
  }

  /// Makes these the servers of the role. They are asked for under the lock, so that of two calls
  /// at once the one that knows the newer ones comes last.
  void update(Supplier<List<HostAndPort>> addresses) {
    lock.lock();
    try {
      List<RedisNode> before = nodes;
      List<RedisNode> after = addresses.get().stream().distinct().map(this::keepOrOpen).toList();
      if (after.equals(before)) {
        return;
      }
      nodes = after;
      LOG.info(
          "{}: {}",
          role,
          after.isEmpty() ? "none" : after.stream().map(RedisNode::address).toList());
      changed.signalAll();
      before.stream().filter(node -> !after.contains(node)).forEach(RedisNode::close);
    } finally {
      lock.unlock();
    }
  }

  /// Returns when the servers are others than those seen, at the latest after `limit`.
  void awaitChange(List<RedisNode> seen, Duration limit) throws InterruptedException {
    lock.lock();
    try {
      long nanos = limit.toNanos();
      while (nodes.equals(seen) && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    update(List::of);
  }

  private RedisNode keepOrOpen(HostAndPort address) {
    return find(address).orElseGet(() -> new RedisNode(address, login, acks));
  }
}

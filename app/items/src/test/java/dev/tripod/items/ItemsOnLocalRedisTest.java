package dev.tripod.items;

import dev.tripod.kit.testing.RedisServer;

/// The contract on the machine's own redis-server.
class ItemsOnLocalRedisTest extends ItemsContract {
  private RedisServer master;
  private RedisServer replica;

  @Override
  Servers startRedis() {
    master = RedisServer.master();
    replica = RedisServer.replicaOf(master);
    return new Servers(master.url(), replica.url());
  }

  @Override
  void stopRedis() {
    replica.close();
    master.close();
  }
}

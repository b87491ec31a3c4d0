package dev.tripod.items.redis;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import redis.clients.jedis.Connection;

/// Who must have a write before it is answered `ok`.
public enum WriteAcks {
  /// The master alone: faster, and lost with it if it dies before others have it. For a Redis of
  /// one's own, which no keeper looks after.
  MASTER("master"),

  /// The master and a member that may take its place: survives the loss of any one machine.
  STANDBY("standby");

  private static final String VARIABLE = "WRITE_ACKS";

  private final String word;

  WriteAcks(String word) {
    this.word = word;
  }

  /// From `WRITE_ACKS`. By default `standby` where the master is one that keepers publish, `master`
  /// where it is one server for good.
  ///
  /// @throws ConfigException for any other word
  public static WriteAcks of(Env env, RedisUrl masters) {
    WriteAcks usual = masters instanceof RedisUrl.Followed ? STANDBY : MASTER;
    String word = env.text(VARIABLE, usual.word);
    for (WriteAcks acks : values()) {
      if (acks.word.equals(word)) {
        return acks;
      }
    }
    throw new ConfigException(VARIABLE, word, "standby or master");
  }

  /// What batches of writes on this new connection end with.
  Epilogue open(Connection connection) {
    return this == STANDBY ? Acknowledgement.open(connection) : Epilogue.NONE;
  }
}

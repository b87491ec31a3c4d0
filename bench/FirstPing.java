import java.nio.file.Path;
import java.time.Duration;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/// What a service does first: one connection to Redis and one command. Prints the processor time that it took, in milliseconds.
///
///     FirstPing PORT [CA.pem]      with an authority: over TLS
public final class FirstPing {
  private FirstPing() {}

  public static void main(String[] arguments) {
    var before = processorTime();
    var config = DefaultJedisClientConfig.builder();
    if (arguments.length > 1) {
      config.ssl(true).sslSocketFactory(dev.tripod.kit.net.Authority.trusted(Path.of(arguments[1])).getSocketFactory());
    }
    try (var redis = new Jedis(new HostAndPort("127.0.0.1", Integer.parseInt(arguments[0])), config.build())) {
      if (!redis.ping().equals("PONG")) {
        throw new IllegalStateException("no PONG");
      }
    }
    System.out.println(processorTime().minus(before).toMillis());
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
  }
}

package dev.tripod.items.redis;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.consul.ServiceWatch;
import dev.tripod.kit.net.Endpoint;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import redis.clients.jedis.HostAndPort;

/// Where the servers of a role are found.
public sealed interface RedisUrl {
  String EXPECTED = "redis://host:port, or consul://host:port/service";
  int REDIS_PORT = 6379;
  int CONSUL_PORT = 8500;
  Pattern SERVICE = Pattern.compile("[A-Za-z0-9_.-]+");

  /// Gives those servers to the listener, and again whenever they have changed, until it is closed.
  /// A method of each kind rather than a switch over them, whose code Java writes at each start.
  AutoCloseable follow(Consumer<Supplier<List<HostAndPort>>> listener);

  /// One server, for good.
  record Fixed(HostAndPort address) implements RedisUrl {
    @Override
    public AutoCloseable follow(Consumer<Supplier<List<HostAndPort>>> listener) {
      listener.accept(() -> List.of(address));
      return () -> {};
    }
  }

  /// The healthy instances of a service, as this Consul agent sees them.
  record Followed(Endpoint agent, String service) implements RedisUrl {
    @Override
    public AutoCloseable follow(Consumer<Supplier<List<HostAndPort>>> listener) {
      ServiceWatch watch = ServiceWatch.start(new Consul(agent), service);
      watch.onChange(_ -> listener.accept(() -> addresses(watch.instances())));
      return watch;
    }

    /// Of two masters, the one on a machine that is off is known to Consul for some seconds more.
    private static List<HostAndPort> addresses(List<ServiceInstance> instances) {
      long latest = instances.stream().mapToLong(Followed::term).max().orElse(0);
      return instances.stream()
          .filter(instance -> term(instance) == latest)
          .map(instance -> new HostAndPort(instance.host(), instance.port()))
          .toList();
    }

    /// In which the keeper of a master promoted it; 0 for all others.
    private static long term(ServiceInstance instance) {
      return Long.parseLong(instance.meta().getOrDefault("term", "0"));
    }
  }

  /// Reads the variable; empty when it is not set.
  static Optional<RedisUrl> of(Env env, String key) {
    Optional<String> token = env.text(Consul.TOKEN_VARIABLE);
    return env.uri(key).map(url -> parse(url, token).orElseThrow(() -> refusal(key, url)));
  }

  /// A password that somebody put there stays out of logs.
  private static ConfigException refusal(String key, URI url) {
    String shown = url.toString().replaceFirst("//[^/@]*@", "//...@");
    return new ConfigException(key, shown, EXPECTED);
  }

  private static Optional<RedisUrl> parse(URI url, Optional<String> token) {
    String path = Optional.ofNullable(url.getPath()).orElse("").replaceFirst("^/", "");
    if (url.getHost() == null || url.getUserInfo() != null) {
      return Optional.empty();
    }
    return switch (url.getScheme()) {
      case "redis" -> path.isEmpty() ? Optional.of(new Fixed(address(url))) : Optional.empty();
      case "consul" ->
          SERVICE.matcher(path).matches()
              ? Optional.of(new Followed(agent(url, token), path))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static HostAndPort address(URI url) {
    return new HostAndPort(url.getHost(), port(url, REDIS_PORT));
  }

  private static Endpoint agent(URI url, Optional<String> token) {
    int port = port(url, CONSUL_PORT);
    return new Endpoint(URI.create("http://%s:%d".formatted(url.getHost(), port)), token);
  }

  private static int port(URI url, int fallback) {
    return url.getPort() < 0 ? fallback : url.getPort();
  }
}

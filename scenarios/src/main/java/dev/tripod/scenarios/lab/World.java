package dev.tripod.scenarios.lab;

import dev.tripod.kit.net.Endpoint;
import dev.tripod.scenarios.load.Generator;
import dev.tripod.scenarios.load.Items;
import dev.tripod.scenarios.load.Site;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// All that a scenario works with. There is one only when the lab is up.
public record World(
    Checkout checkout,
    Lab lab,
    ClusterFile cluster,
    Nomad nomad,
    Consul consul,
    Status status,
    Items items,
    Generator generator)
    implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(3);
  private static final Duration RECOVERY = Duration.ofMinutes(5);

  /// Longer than the autoscaler takes to act on a burst of requests that has just ended.
  private static final Duration CALM = Duration.ofSeconds(5);

  public static World open() throws InterruptedException {
    var checkout = Checkout.find();
    var lab = new Lab(checkout);
    lab.requireUp();
    var cluster = ClusterFile.read(checkout.clusterFile());
    var credentials = Credentials.read(cluster.credentials());
    var tls = cluster.tls();
    return new World(
        checkout,
        lab,
        cluster,
        new Nomad(everywhere(cluster, cluster.urls().nomad(), credentials.nomad(), tls)),
        new Consul(everywhere(cluster, cluster.urls().consul(), credentials.consul(), tls)),
        new Status(checkout),
        new Items(site(cluster)),
        new Generator(checkout.tool("vegeta"), Optional.of(cluster.ca())));
  }

  /// The site for clients of their own.
  public Site site() {
    return site(cluster);
  }

  private static Site site(ClusterFile cluster) {
    return new Site(cluster.urls().site(), Optional.of(cluster.ca()));
  }

  public Scaled.Count count(Scaled group) {
    return group.count(nomad, consul);
  }

  /// Waits until so many instances are wanted and serve, and returns how long that took.
  public Duration awaitCount(Scaled group, int count, Duration patience)
      throws InterruptedException {
    return Until.holds(
        "%s/%s has %d instances that serve".formatted(group.job(), group.group(), count),
        patience,
        () -> count(group).settledAt(count));
  }

  /// The same, and nothing is on its way: what came before may have been a burst that scales out a
  /// moment later.
  public void awaitCalm(Scaled group, int count, Duration patience) throws InterruptedException {
    Until.holds(
        "%s/%s stays at %d instances that serve".formatted(group.job(), group.group(), count),
        patience,
        Until.steadily(CALM, () -> count(group).settledAt(count)));
  }

  /// Waits until everything is as it should be, before something is broken.
  public void ready() throws InterruptedException {
    status.awaitOk(READY);
  }

  /// Takes every fault back, and returns how long the cluster then took to be whole again.
  public Duration recover() throws InterruptedException {
    lab.restore();
    return status.awaitOk(RECOVERY);
  }

  /// Nomad, and Consul, as somebody else sees it.
  public JsonApi nomadAs(String token) {
    return everywhere(cluster, cluster.urls().nomad(), token, cluster.tls());
  }

  public JsonApi consulAs(String token) {
    return everywhere(cluster, cluster.urls().consul(), token, cluster.tls());
  }

  /// The same API by the virtual IP first, and then by each node.
  private static JsonApi everywhere(
      ClusterFile cluster, URI virtual, String token, SSLContext tls) {
    var bases = new ArrayList<URI>(List.of(virtual));
    for (var node : cluster.nodes()) {
      bases.add(URI.create(virtual.toString().replace(cluster.vip().address(), node.address())));
    }
    return new JsonApi(
        bases.stream()
            .map(base -> new Endpoint(base, Optional.of(token), Optional.of(tls)))
            .toList());
  }

  @Override
  public void close() {
    items.close();
  }
}

package dev.tripod.keeper;

import dev.tripod.kit.consul.Consul;
import dev.tripod.kit.consul.ConsulLock;
import dev.tripod.kit.consul.KeyEntry;
import dev.tripod.kit.consul.KeyWatch;
import dev.tripod.kit.consul.ServiceInstance;
import dev.tripod.kit.consul.ServiceWatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/// Takes the [View] that a decision rests on: from Consul by watches, from Redis by pollers, so
/// that taking it never waits for anyone.
final class Observer implements AutoCloseable {
  private final String node;
  private final Function<ServiceInstance, String> nodeOf;
  private final ConsulLock lock;
  private final ServiceWatch instances;
  private final KeyWatch leader;
  private final KeyWatch recorded;
  private final Pollers pollers;
  private long ledNanos = System.nanoTime();

  /// `nodeOf` tells on which node an instance runs; `wake` is called when something changed.
  Observer(
      Consul consul,
      ConsulLock lock,
      Pollers pollers,
      String node,
      Function<ServiceInstance, String> nodeOf,
      Runnable wake) {
    this.node = node;
    this.nodeOf = nodeOf;
    this.lock = lock;
    this.pollers = pollers;
    this.instances = ServiceWatch.startWithFailing(consul, "redis");
    this.leader = KeyWatch.start(consul, Keys.LEADER, _ -> wake.run());
    this.recorded = KeyWatch.startCurrent(consul, Keys.RECORDED);
    instances.onChange(_ -> wake.run());
  }

  RedisPoller poller(Address address) {
    return pollers.of(address);
  }

  /// `asked`: the address that the lock was last acquired for; `campaign`: what was done under it.
  View look(Optional<Address> asked, Campaign campaign) {
    Map<Address, Instance> wanted = wanted();
    List<Seen> local = new ArrayList<>();
    List<Seen> others = new ArrayList<>();
    for (Instance instance : wanted.values()) {
      boolean here = instance.node().equals(node);
      if (here || instance.isMember()) {
        (here ? local : others).add(see(instance));
      }
    }
    pollers.retain(
        Stream.concat(local.stream(), others.stream())
            .map(Seen::address)
            .collect(java.util.stream.Collectors.toSet()));
    Lease lease = lease(local, asked);
    Campaign current = lease instanceof Lease.Mine mine ? campaign.in(mine.token()) : campaign;
    View view =
        new View(node, lease, current, recorded.entry().isPresent(), local, others, Duration.ZERO);
    return view.leaderless(sinceLed(view));
  }

  private Map<Address, Instance> wanted() {
    Map<Address, Instance> wanted = new TreeMap<>();
    for (ServiceInstance found : instances.instances()) {
      Address address = new Address(found.host(), found.port());
      kind(found)
          .ifPresent(k -> wanted.put(address, new Instance(address, nodeOf.apply(found), k)));
    }
    return wanted;
  }

  private static Optional<Instance.Kind> kind(ServiceInstance found) {
    return Stream.of(Instance.Kind.values())
        .filter(kind -> found.tags().contains(kind.word()))
        .findFirst();
  }

  private Seen see(Instance instance) {
    return new Seen(instance, pollers.of(instance.address()).sighting());
  }

  private Lease lease(List<Seen> local, Optional<Address> asked) {
    OptionalLong token = lock.fencingToken();
    Optional<String> own = lock.session();
    if (token.isPresent() && asked.isPresent() && own.isPresent()) {
      return new Lease.Mine(asked.get(), token.getAsLong(), own.get());
    }
    if (!leader.fresh() || !knowsWhatIsRecorded() || !instances.fresh()) {
      return new Lease.Unknown();
    }
    Optional<KeyEntry> entry = leader.entry();
    Optional<Address> named = entry.map(KeyEntry::value).map(Address::parse);
    Optional<String> session = entry.flatMap(KeyEntry::session);
    if (session.isEmpty()) {
      return new Lease.Free();
    }
    if (session.equals(own)) {
      return new Lease.Unknown();
    }
    boolean here = local.stream().anyMatch(seen -> seen.address().equals(named.orElseThrow()));
    return here
        ? new Lease.Predecessor(session.get())
        : new Lease.Theirs(named.orElseThrow(), session.get());
  }

  /// That something was recorded stays so, and is the safe side: an empty member does not count
  /// then. That nothing was is believed only while Consul's leader says so.
  private boolean knowsWhatIsRecorded() {
    return recorded.entry().isPresent() || recorded.fresh();
  }

  /// Not knowing whether there is a leader is no reason to lose patience with better data.
  private Duration sinceLed(View view) {
    boolean led = Publication.leader(view).flatMap(view::find).filter(Seen::isMaster).isPresent();
    if (led || view.lease() instanceof Lease.Unknown) {
      ledNanos = System.nanoTime();
    }
    return Duration.ofNanos(System.nanoTime() - ledNanos);
  }

  @Override
  public void close() {
    instances.close();
    leader.close();
    recorded.close();
    pollers.close();
  }
}

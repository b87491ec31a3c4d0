package dev.tripod.keeper;

import dev.tripod.kit.http.Health;
import java.time.Duration;
import java.util.stream.Collectors;

/// The components of `/healthz`. Only a loop that stands still takes the keeper out of service;
/// what it sees of Redis and Consul is told, and is not its own failure.
final class KeeperHealth {
  private static final Duration LONGEST_TICK = Duration.ofSeconds(10);

  private KeeperHealth() {}

  static Health of(Keeper keeper) {
    return new Health()
        .required("loop", () -> loop(keeper.report()))
        .matters("lock", () -> lock(keeper.report()))
        .matters("redis", () -> redis(keeper.report()));
  }

  private static Health.Component loop(Keeper.Report report) {
    long millis = report.age().toMillis();
    return report.age().compareTo(LONGEST_TICK) < 0
        ? Health.Component.up("last tick %d ms ago".formatted(millis))
        : Health.Component.down("no tick for %d ms".formatted(millis));
  }

  private static Health.Component lock(Keeper.Report report) {
    return report
        .view()
        .map(
            view ->
                switch (view.lease()) {
                  case Lease.Mine(Address leader, long token, String _) ->
                      Health.Component.up("held for %s, token %d".formatted(leader, token));
                  case Lease.Theirs(Address leader, String _) ->
                      Health.Component.up("held for " + leader);
                  case Lease.Free _ -> Health.Component.down("nobody holds it");
                  case Lease.Predecessor _ -> Health.Component.down("being taken over");
                  case Lease.Unknown _ -> Health.Component.down("Consul does not confirm it");
                })
        .orElse(Health.Component.down("not looked at yet"));
  }

  private static Health.Component redis(Keeper.Report report) {
    return report
        .view()
        .map(
            view -> {
              String all =
                  view.local().stream()
                      .map(
                          seen ->
                              seen.address()
                                  + " "
                                  + seen.instance().kind().word()
                                  + " "
                                  + word(seen))
                      .collect(Collectors.joining("; "));
              return view.local().stream().allMatch(seen -> seen.state().isPresent())
                  ? Health.Component.up(all)
                  : Health.Component.down(all);
            })
        .orElse(Health.Component.down("not looked at yet"));
  }

  private static String word(Seen seen) {
    return switch (seen.sighting()) {
      case Sighting.Up(RedisState state) when state.isMaster() -> "is master";
      case Sighting.Up(RedisState state) when state.syncing() -> "is copying its master's data";
      case Sighting.Up(RedisState state) when state.linkUp() ->
          "follows " + state.master().orElseThrow();
      case Sighting.Up _ -> "has no link to a master";
      case Sighting.Gone(String why) -> "is gone: " + why;
      case Sighting.Loading _ -> "is loading its data";
      case Sighting.Silent(Duration since, String why) ->
          "has been silent for %d ms: %s".formatted(since.toMillis(), why);
    };
  }
}

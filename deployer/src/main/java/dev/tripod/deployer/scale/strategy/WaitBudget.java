package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Text;
import java.time.Duration;
import java.util.Map;

/// The smallest count that keeps the wait of a request for a free server under a budget, with a
/// given probability (ours; see [ErlangC] for the model). The metric is the rate at which requests
/// arrive for the whole group.
///
/// @param budget the wait that is still good
/// @param probability of a wait within the budget, above 0 and below 1
/// @param serviceSeconds the mean time that a request keeps a server busy
/// @param serversPerInstance how many requests an instance serves at the same time
public record WaitBudget(
    Duration budget, double probability, Quantity serviceSeconds, int serversPerInstance)
    implements Forecastable {
  static final String SERVICE_TIME = "service_time";

  /// More servers than that are not looked for: the search ends.
  private static final int MOST_SERVERS = 100_000;

  @Override
  public int recommend(Reading reading, Count count) {
    double service = serviceSeconds.in(reading);
    return service > 0 ? countFor(reading.metric(), reading) : count.desired();
  }

  @Override
  public double load(Reading reading, Count count) {
    return reading.metric();
  }

  @Override
  public int countFor(double load, Reading reading) {
    double service = serviceSeconds.in(reading);
    if (!(load > 0) || !(service > 0)) {
      return 0;
    }
    double least = load * service / serversPerInstance;
    if (least * serversPerInstance > MOST_SERVERS) {
      return Strategy.whole(least);
    }
    int count = Math.max(1, (int) Math.floor(least));
    while (tooSlow(count, load, service)) {
      count++;
    }
    return count;
  }

  @Override
  public String reason(Reading reading, Count count, String unit) {
    return "%s %s of %s each, to wait longer than %s at most %s %% of the time"
        .formatted(
            Text.number(reading.metric()),
            unit,
            Text.time(serviceSeconds.in(reading)),
            Text.time(budget.toNanos() / 1e9),
            Text.number((1 - probability) * 100));
  }

  @Override
  public Map<String, String> queries() {
    return serviceSeconds.queries();
  }

  private boolean tooSlow(int count, double arrivals, double service) {
    double late =
        ErlangC.waitLonger(count * serversPerInstance, arrivals, service, budget.toNanos() / 1e9);
    return late > 1 - probability;
  }
}

package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Text;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// As many workers as keep up with what arrives and work the backlog off in a given time (ours).
///
///     recommended = ceil((rate + backlog / drain time) / service rate)
///
/// The metric is the backlog. Without a query for the rate of arrival, the backlog alone counts.
///
/// @param drainTime in which the present backlog is to be gone
/// @param rateQuery PromQL of what arrives each second
/// @param serviceRate what one instance works off each second
public record QueueDrain(Duration drainTime, Optional<String> rateQuery, Quantity serviceRate)
    implements Strategy {
  static final String RATE = "rate";
  static final String SERVICE_RATE = "service_rate";

  @Override
  public int recommend(Reading reading, Count count) {
    double each = serviceRate.in(reading);
    double wanted = rate(reading) + reading.metric() / seconds();
    return each > 0 ? Strategy.whole(wanted / each) : count.desired();
  }

  @Override
  public String reason(Reading reading, Count count, String unit) {
    double each = serviceRate.in(reading);
    return each > 0
        ? "%s %s waiting, %s/s arriving, %s/s by each instance, to be gone in %s"
            .formatted(
                Text.number(reading.metric()),
                unit,
                Text.number(rate(reading)),
                Text.number(each),
                Text.seconds(drainTime))
        : "an instance works off %s/s, expected more than 0".formatted(Text.number(each));
  }

  @Override
  public Map<String, String> queries() {
    var queries = new HashMap<String, String>(serviceRate.queries());
    rateQuery.ifPresent(query -> queries.put(RATE, query));
    return queries;
  }

  private double rate(Reading reading) {
    return reading.inputs().getOrDefault(RATE, 0.0);
  }

  private double seconds() {
    return drainTime.toNanos() / 1e9;
  }
}

package dev.tripod.deployer.scale;

import java.util.Map;

/// The answers of one evaluation, by the key of the query that asked for them.
public record Samples(Map<String, Sample> byQuery) {
  private static final Sample NOT_ASKED =
      new Sample.Missing(Sample.Lack.UNREACHABLE, "it was not queried");

  public Samples {
    byQuery = Map.copyOf(byQuery);
  }

  /// A query that nobody asked is missing, never an error: the decision then says so.
  public Sample of(Query query) {
    return byQuery.getOrDefault(query.key(), NOT_ASKED);
  }
}

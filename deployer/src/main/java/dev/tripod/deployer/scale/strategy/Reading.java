package dev.tripod.deployer.scale.strategy;

import java.util.List;
import java.util.Map;

/// The numbers that a strategy gets.
///
/// @param metric the newest number of the check's query, finite
/// @param window all numbers of the query's window, oldest first, or the newest alone
/// @param inputs the numbers of the strategy's further queries, by its words for them
public record Reading(double metric, List<Double> window, Map<String, Double> inputs) {

  public static Reading of(double metric) {
    return new Reading(metric, List.of(metric), Map.of());
  }
}

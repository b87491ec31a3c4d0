package dev.tripod.deployer.scale;

import java.util.Map;

/// The samples of one evaluation, by the name of the check that asked for them.
public record Samples(Map<String, Sample> byCheck) {

  public Samples {
    byCheck = Map.copyOf(byCheck);
  }

  /// A check that nobody asked for is missing, never an error: the decision then says so.
  public Sample of(Check check) {
    return byCheck.getOrDefault(check.name(), new Sample.Missing("it was not queried"));
  }
}

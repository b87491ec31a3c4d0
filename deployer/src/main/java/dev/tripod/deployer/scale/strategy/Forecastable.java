package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;

/// A strategy whose metric tells of a load that does not depend on how many instances share it, so
/// that the load of a later time can be foreseen and answered.
public sealed interface Forecastable extends Strategy permits TargetValue, WaitBudget {

  /// The load of the whole group.
  double load(Reading reading, Count count);

  /// The count that carries a load, without any tolerance.
  int countFor(double load, Reading reading);
}

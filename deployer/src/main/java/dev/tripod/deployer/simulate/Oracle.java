package dev.tripod.deployer.simulate;

import java.time.Duration;

/// Knows the future: every instance serves at the moment it is needed, and goes right after.
final class Oracle implements Contender {
  private final Load load;
  private final Plant plant;

  Oracle(Load load, Plant plant) {
    this.load = load;
    this.plant = plant;
  }

  @Override
  public String name() {
    return "oracle";
  }

  @Override
  public Duration interval() {
    return Duration.ofSeconds(1);
  }

  @Override
  public int decide(View view) {
    return load.needed(view.highestUntil(plant.startTime().plus(interval())));
  }
}

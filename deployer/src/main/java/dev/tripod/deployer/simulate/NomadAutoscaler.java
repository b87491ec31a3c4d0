package dev.tripod.deployer.simulate;

import java.time.Duration;

/// What nomad-autoscaler 0.5.0 does with the same policy (of our own words it knows none): each
/// interval `ceil(running × metric / target)` of the metric per running instance, unless within the
/// threshold, then a cooldown. What starts is not counted.
///
/// Source: the behaviour of its strategy `target-value` and its policy handler.
final class NomadAutoscaler implements Contender {

  /// The policy in its words.
  record Words(
      Duration evaluationInterval,
      Duration cooldown,
      Duration cooldownOnScaleUp,
      double threshold,
      int maxScaleUp,
      int maxScaleDown) {}

  private final Load load;
  private final Words words;
  private long coolUntil = Long.MIN_VALUE;

  NomadAutoscaler(Load load, Words words) {
    this.load = load;
    this.words = words;
  }

  @Override
  public String name() {
    return "nomad-autoscaler";
  }

  @Override
  public Duration interval() {
    return words.evaluationInterval();
  }

  @Override
  public boolean waitsForDeployments() {
    return true;
  }

  @Override
  public int decide(View view) {
    int running = view.running();
    int wanted = Math.clamp(wanted(view, running), load.min(), load.max());
    if (wanted == running || view.now() < coolUntil || view.deploying()) {
      return view.desired();
    }
    Duration cooldown = wanted > running ? words.cooldownOnScaleUp() : words.cooldown();
    coolUntil = view.now() + cooldown.toMillis();
    return wanted;
  }

  private int wanted(View view, int running) {
    double factor = view.measured() / Math.max(1, running) / load.capacity();
    if (running > 0 && Math.abs(factor - 1) <= words.threshold()) {
      return running;
    }
    int count = (int) Math.ceil(Math.max(1, running) * factor);
    long least = (long) running - words.maxScaleDown();
    long most = (long) running + words.maxScaleUp();
    return (int) Math.clamp(count, least, most);
  }
}

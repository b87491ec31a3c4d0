package dev.tripod.deployer.simulate;

import dev.tripod.deployer.scale.policy.Pace;
import dev.tripod.deployer.scale.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/// Looks for values of a policy's words that cost less on a trace: one word after the other, each
/// at its best, until none gets better.
///
///     cost = instance hours + price × hours with too few instances
public final class Tuner {
  private static final int ROUNDS = 3;

  private static final List<Duration> WAITS =
      List.of(0, 1, 5, 10, 15, 30, 60, 120, 300).stream().map(Duration::ofSeconds).toList();

  /// A word of a policy that can be tuned.
  private record Word(
      String name, Function<Pace, String> text, BiFunction<Pace, Duration, Pace> change) {}

  private static final List<Word> WORDS =
      List.of(
          new Word(
              "stabilization_window_down",
              pace -> said(Optional.of(pace.windowDown())),
              (pace, wait) -> pace.windowDown(wait)),
          new Word(
              "cooldown_up",
              pace -> said(pace.cooldownUp()),
              (pace, wait) -> pace.cooldownUp(wait)),
          new Word(
              "cooldown_down",
              pace -> said(pace.cooldownDown()),
              (pace, wait) -> pace.cooldownDown(wait)),
          new Word(
              "delay_up",
              pace -> said(Optional.of(pace.delayUp())),
              (pace, wait) -> pace.delayUp(wait)),
          new Word(
              "stabilization_window_up",
              pace -> said(Optional.of(pace.windowUp())),
              (pace, wait) -> pace.windowUp(wait)));

  private final Simulation simulation;
  private final Trace trace;
  private final double price;

  /// A word with its value before and the better one.
  public record Change(String word, String before, String after) {}

  /// What is better, and by how much.
  ///
  /// @param changes none where the policy is as good as it gets
  public record Advice(Score before, Score after, List<Change> changes) {}

  /// A search on one trace.
  ///
  /// @param price of an hour with too few instances, in instance hours
  public Tuner(Simulation simulation, Trace trace, double price) {
    this.simulation = simulation;
    this.trace = trace;
    this.price = price;
  }

  public Advice advise() {
    Policy first = simulation.policy();
    Policy best = first;
    Score before = simulation.run(trace);
    Score after = before;
    boolean better = true;
    for (int round = 0; round < ROUNDS && better; round++) {
      better = false;
      for (Word word : WORDS) {
        for (Duration wait : WAITS) {
          Policy other = best.with(word.change().apply(best.pace(), wait));
          Score score = simulation.with(other).run(trace);
          if (cost(score) < cost(after) - 1e-9) {
            best = other;
            after = score;
            better = true;
          }
        }
      }
    }
    return new Advice(before, after, changes(first, best));
  }

  private double cost(Score score) {
    return score.instanceHours() + price * score.violationMinutes() / 60;
  }

  private static List<Change> changes(Policy before, Policy after) {
    var changes = new ArrayList<Change>();
    for (Word word : WORDS) {
      String was = word.text().apply(before.pace());
      String is = word.text().apply(after.pace());
      if (!was.equals(is)) {
        changes.add(new Change(word.name(), was, is));
      }
    }
    return changes;
  }

  private static String said(Optional<Duration> wait) {
    return wait.map(
            each -> each.toMillis() % 1000 == 0 ? each.toSeconds() + "s" : each.toMillis() + "ms")
        .orElse("not given");
  }
}

package dev.tripod.deployer.scale.strategy;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Text;

/// Changes the count while enough numbers of the window lie within bounds; one tier of several,
/// usually in a group of checks. As nomad-autoscaler has it.
///
/// An increase counts from what runs, so that an instance on its way is not asked for again; a
/// decrease from what is desired.
///
/// @param lower within the bounds; negative infinity where the policy gives none
/// @param upper not within the bounds any more; positive infinity where the policy gives none
/// @param trigger how many numbers have to lie within the bounds
public record Threshold(double lower, double upper, Action action, int trigger)
    implements Strategy {

  /// nomad-autoscaler's `within_bounds_trigger` when the policy gives none.
  public static final int DEFAULT_TRIGGER = 5;

  /// What is done to the count.
  public sealed interface Action {
    int apply(Count count);

    /// Never fewer than are desired already.
    private static int more(Count count, double added) {
      int running = Math.min(count.running(), count.desired());
      return Math.max(count.desired(), Strategy.whole(running + added));
    }
  }

  public record Delta(int delta) implements Action {
    @Override
    public int apply(Count count) {
      return delta > 0
          ? Action.more(count, delta)
          : Strategy.whole((double) count.desired() + delta);
    }

    @Override
    public String toString() {
      return "%+d".formatted(delta);
    }
  }

  public record Percentage(double percentage) implements Action {
    @Override
    public int apply(Count count) {
      int running = Math.min(count.running(), count.desired());
      return percentage > 0
          ? Action.more(count, running * percentage / 100)
          : Strategy.whole(count.desired() + count.desired() * percentage / 100);
    }

    @Override
    public String toString() {
      return (percentage > 0 ? "+" : "") + Text.number(percentage) + " %";
    }
  }

  public record Value(int value) implements Action {
    @Override
    public int apply(Count count) {
      return value;
    }

    @Override
    public String toString() {
      return "to " + value;
    }
  }

  @Override
  public int recommend(Reading reading, Count count) {
    return within(reading) < trigger ? count.desired() : action.apply(count);
  }

  @Override
  public String reason(Reading reading, Count count, String unit) {
    long within = within(reading);
    return "%d of %d numbers within %s to %s %s, %s from %d on"
        .formatted(
            within,
            reading.window().size(),
            Text.number(lower),
            Text.number(upper),
            unit,
            action,
            trigger);
  }

  @Override
  public boolean needsWindow() {
    return true;
  }

  private long within(Reading reading) {
    return reading.window().stream().filter(number -> number >= lower && number < upper).count();
  }
}

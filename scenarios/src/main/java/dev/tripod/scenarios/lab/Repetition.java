package dev.tripod.scenarios.lab;

import java.util.Optional;
import picocli.CommandLine.Option;

/// What commands have in common that break something again and again at random moments.
public final class Repetition {
  private static final int MOST_RUNS = 100;

  @Option(
      names = "--seed",
      description = "Of the random moments of the first run; each further one has the next.")
  Optional<Long> seed = Optional.empty();

  /// Refuses a number of runs that is none.
  ///
  /// @param runs as `--runs` gives them
  public void require(int runs) {
    require("--runs", runs, MOST_RUNS);
  }

  /// Refuses a number that is not 1 to `most`.
  public static void require(String option, int number, int most) {
    if (number < 1 || number > most) {
      throw new ScenarioFailed("%s is 1 to %d, not %d".formatted(option, most, number));
    }
  }

  /// The seed of the first run: another one each time where none is given.
  public long firstSeed() {
    return seed.orElseGet(System::currentTimeMillis);
  }
}

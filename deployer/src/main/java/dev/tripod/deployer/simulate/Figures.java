package dev.tripod.deployer.simulate;

/// A score for programs, without the counts over time; the names are those of its JSON.
public record Figures(
    String system,
    double violation_minutes,
    double instance_hours,
    double hours_over_ideal,
    int changes,
    double seconds_to_adequate) {

  public static Figures of(Score score) {
    return new Figures(
        score.system(),
        rounded(score.violationMinutes()),
        rounded(score.instanceHours()),
        rounded(score.hoursOverIdeal()),
        score.changes(),
        rounded(score.secondsToAdequate()));
  }

  private static double rounded(double number) {
    return Math.round(number * 1e4) / 1e4;
  }
}

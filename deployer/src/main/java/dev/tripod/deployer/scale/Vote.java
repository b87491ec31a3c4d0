package dev.tripod.deployer.scale;

/// What one check asks for.
record Vote(Check check, double metric, int recommended) {

  static Vote of(Check check, double metric, Count count) {
    return new Vote(check, metric, check.strategy().recommend(metric, count));
  }

  int limitStep(int desired, int count) {
    return check.strategy().limitStep(desired, count);
  }

  /// `310.0 requests/s per instance, target 150.0`
  String reason() {
    return "%s %s per instance, %s"
        .formatted(Text.number(metric), check.unit(), check.strategy().goal());
  }
}

package dev.tripod.deployer.scale;

/// What one check asks for.
///
/// @param load what falls on one running instance, in the check's unit
record Vote(Check check, double load, int recommended) {

  static Vote of(Check check, double metric, Count count) {
    var strategy = check.strategy();
    return new Vote(check, strategy.perInstance(metric, count), strategy.recommend(metric, count));
  }

  int limitStep(int desired, int count) {
    return check.strategy().limitStep(desired, count);
  }

  /// `310.0 requests/s per instance, target 150.0`
  String reason() {
    return "%s %s per instance, %s"
        .formatted(Text.number(load), check.unit(), check.strategy().goal());
  }
}

package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import dev.tripod.deployer.scale.Text;
import java.time.Duration;
import java.time.Instant;

/// Which numbers are taken for true: finite ones, of now.
final class Believed {
  private Believed() {}

  static Sample of(Sample sample, Query query, Instant now) {
    if (!(sample instanceof Sample.Value(double metric, Instant at, _))) {
      return sample;
    }
    if (!Double.isFinite(metric)) {
      return new Sample.Missing(Lack.NAN, "the query gave " + metric);
    }
    var age = Duration.between(at, now.minus(query.offset()));
    if (age.abs().compareTo(query.window()) > 0) {
      String when = age.isNegative() ? "in the future" : "old";
      return new Sample.Missing(
          Lack.STALE,
          "the sample is %s %s, believed within %s"
              .formatted(Text.seconds(age.abs()), when, Text.seconds(query.window())));
    }
    return sample;
  }
}

package dev.tripod.deployer.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What all checks of a policy ask for, and which of them could not be asked.
///
/// @param votes the vote for the most instances first, since the safest action wins; equal votes in
///     the order of the job file
/// @param missing one clause for each check without a usable sample
/// @param failed whether one of those is to stop the evaluation
record Votes(List<Vote> votes, List<String> missing, boolean failed) {

  static Votes of(Policy policy, Samples samples, Count count, Instant now) {
    var votes = new ArrayList<Vote>();
    var missing = new ArrayList<String>();
    boolean failed = false;
    for (Check check : policy.checks()) {
      switch (believed(samples.of(check), check.queryWindow(), now)) {
        case Sample.Value(double metric, _) -> votes.add(Vote.of(check, metric, count));
        case Sample.Missing(String reason) -> {
          missing.add("no metric for check " + check.name() + ": " + reason);
          failed |= check.onError() == Check.OnError.FAIL;
        }
      }
    }
    votes.sort(Comparator.comparingInt(Vote::recommended).reversed());
    return new Votes(votes, missing, failed || votes.isEmpty());
  }

  Vote winner() {
    return votes.getFirst();
  }

  boolean isComplete() {
    return missing.isEmpty();
  }

  /// The clauses of all votes, the winner's first, then what was missing.
  List<String> reasons() {
    return Stream.concat(votes.stream().map(Vote::reason), missing.stream()).toList();
  }

  /// A number that is not finite or not of now is no number.
  private static Sample believed(Sample sample, Duration window, Instant now) {
    if (!(sample instanceof Sample.Value(double metric, Instant at))) {
      return sample;
    }
    if (!Double.isFinite(metric)) {
      return new Sample.Missing("the query gave " + metric);
    }
    var age = Duration.between(at, now);
    if (age.abs().compareTo(window) > 0) {
      String when = age.isNegative() ? "in the future" : "old";
      return new Sample.Missing(
          "the sample is %s %s, believed within %s"
              .formatted(Text.seconds(age.abs()), when, Text.seconds(window)));
    }
    return sample;
  }
}

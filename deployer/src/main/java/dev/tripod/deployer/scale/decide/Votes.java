package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Facts;
import dev.tripod.deployer.scale.Query;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Samples;
import dev.tripod.deployer.scale.decide.Numbers.CountInstead;
import dev.tripod.deployer.scale.decide.Numbers.Given;
import dev.tripod.deployer.scale.decide.Numbers.None;
import dev.tripod.deployer.scale.policy.Check;
import dev.tripod.deployer.scale.policy.Policy;
import dev.tripod.deployer.scale.strategy.Reading;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Asks all checks of a policy what they want.
final class Votes {
  private final Facts facts;
  private final Instant now;
  private final Numbers numbers;
  private final Outlook outlook;
  private final List<Vote> votes = new ArrayList<>();
  private final List<String> missing = new ArrayList<>();
  private boolean failed;

  private Votes(Policy policy, Samples samples, Facts facts, State state, Instant now) {
    this.facts = facts;
    this.now = now;
    this.numbers = new Numbers(samples, state.known(), now);
    this.outlook = new Outlook(facts, state.forecasts(), now);
    policy.checks().stream().filter(this::isDue).forEach(this::ask);
    votes.sort(Comparator.comparingInt(Vote::recommended).reversed());
  }

  static Votes of(Policy policy, Samples samples, Facts facts, State state, Instant now) {
    return new Votes(policy, samples, facts, state, now);
  }

  /// The highest first, equal ones in the order of the job file.
  List<Vote> all() {
    return votes;
  }

  /// Whether nothing is known, or something that the policy cannot do without is not.
  boolean failed() {
    return failed || (votes.isEmpty() && !missing.isEmpty());
  }

  /// Whether each number is one of now. Nothing scales in on less.
  boolean isComplete() {
    return missing.isEmpty() && votes.stream().allMatch(Vote::isReal);
  }

  /// One clause for each check without a number.
  List<String> missing() {
    return missing;
  }

  /// The clauses of all votes, the highest first, then what was missing.
  List<String> reasons() {
    return Stream.concat(votes.stream().map(Vote::words), missing.stream()).toList();
  }

  Map<String, Sample.Value> known() {
    return numbers.known();
  }

  Outlook outlook() {
    return outlook;
  }

  private boolean isDue(Check check) {
    return check.schedule().isEmpty() || check.schedule().get().activeAt(now);
  }

  private void ask(Check check) {
    var inputs = new HashMap<String, Double>();
    var substitutes = new ArrayList<String>();
    Optional<Sample.Value> metric = Optional.empty();
    for (Query query : check.queries().toList()) {
      switch (numbers.of(query, check.fallbacks())) {
        case Given(Sample.Value value, String substitute) -> {
          if (check.query().filter(query::equals).isPresent()) {
            metric = Optional.of(value);
          } else {
            inputs.put(check.word(query), value.value());
          }
          if (!substitute.isEmpty()) {
            substitutes.add(substitute);
          }
        }
        case CountInstead(int count, String why) -> {
          votes.add(new Vote(check, count, why, "the fallback is " + count));
          return;
        }
        case None(String why) -> {
          missing.add("no metric for check " + check.name() + ": " + why);
          failed |= check.onError() == Check.OnError.FAIL;
          return;
        }
      }
    }
    vote(check, reading(metric, inputs), String.join("; ", substitutes));
  }

  private static Reading reading(Optional<Sample.Value> metric, Map<String, Double> inputs) {
    return metric
        .map(value -> new Reading(value.value(), value.window(), inputs))
        .orElseGet(() -> new Reading(0, List.of(), inputs));
  }

  private void vote(Check check, Reading reading, String substitute) {
    Count count = facts.count();
    if (substitute.isEmpty()) {
      outlook.see(check, reading);
    }
    boolean asleep =
        count.desired() == 0 && check.query().isPresent() && reading.metric() <= check.activation();
    int recommended = asleep ? 0 : check.strategy().recommend(reading, count);
    String reason = check.strategy().reason(reading, count, check.unit());
    votes.add(new Vote(check, recommended, substitute, reason));
  }
}

package dev.tripod.deployer.scale.decide;

import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.forecast.Forecast;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a decision has to know of earlier ones. What Nomad remembers is not here, but in
/// [dev.tripod.deployer.scale.Facts].
///
/// @param seenAt when the last decision was made
/// @param shortage that more instances than desired have been called for without a break
/// @param idleSince since when none has been
/// @param burstAt when the load last called for haste
/// @param highest recommendations, for scale-in
/// @param lowest recommendations, for scale-out
/// @param intent the newest increase that was wanted and that a deployment held back
/// @param known the last number of each query
/// @param forecasts by check
public record State(
    Optional<Instant> seenAt,
    Optional<Shortage> shortage,
    Optional<Instant> idleSince,
    Optional<Instant> burstAt,
    Extremes highest,
    Extremes lowest,
    Optional<Intent> intent,
    Map<String, Sample.Value> known,
    Map<String, Forecast> forecasts) {

  /// A count that was wanted and could not be had.
  record Intent(Instant at, int to) {}

  public static final State INITIAL =
      new State(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Extremes.none(Extremes.Sense.HIGHEST),
          Extremes.none(Extremes.Sense.LOWEST),
          Optional.empty(),
          Map.of(),
          Map.of());

  public State {
    known = Map.copyOf(known);
    forecasts = Map.copyOf(forecasts);
  }

  /// The state at a decision. A clock that went back makes all that was remembered a thing of the
  /// future, which would hold the count until the clock has caught up: it is forgotten.
  State at(Instant now) {
    State kept = seenAt.filter(now::isBefore).isPresent() ? INITIAL : this;
    return new State(
        Optional.of(now),
        kept.shortage,
        kept.idleSince,
        kept.burstAt,
        kept.highest,
        kept.lowest,
        kept.intent,
        kept.known,
        kept.forecasts);
  }

  State learned(Map<String, Sample.Value> known, Map<String, Forecast> forecasts) {
    return new State(
        seenAt, shortage, idleSince, burstAt, highest, lowest, intent, known, forecasts);
  }

  State with(Extremes highest, Extremes lowest) {
    return new State(
        seenAt, shortage, idleSince, burstAt, highest, lowest, intent, known, forecasts);
  }

  /// More instances than desired are called for.
  State shortAt(Instant now) {
    var numbers = numbers();
    return with(
        shortage
            .map(begun -> begun.seen(numbers))
            .or(() -> Optional.of(new Shortage(now, 1, numbers))));
  }

  State notShort() {
    return with(Optional.empty());
  }

  private Map<String, Double> numbers() {
    return known.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, known -> known.getValue().value()));
  }

  private State with(Optional<Shortage> shortage) {
    return new State(
        seenAt, shortage, idleSince, burstAt, highest, lowest, intent, known, forecasts);
  }

  State idle(Optional<Instant> since) {
    return new State(seenAt, shortage, since, burstAt, highest, lowest, intent, known, forecasts);
  }

  State burst(Instant now) {
    return new State(
        seenAt, shortage, idleSince, Optional.of(now), highest, lowest, intent, known, forecasts);
  }

  State intending(Optional<Intent> intent) {
    return new State(
        seenAt, shortage, idleSince, burstAt, highest, lowest, intent, known, forecasts);
  }

  /// The same without what earlier metrics asked for.
  State unseen() {
    return notShort()
        .idle(Optional.empty())
        .with(INITIAL.highest, INITIAL.lowest)
        .intending(Optional.empty());
  }
}

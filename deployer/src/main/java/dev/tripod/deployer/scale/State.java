package dev.tripod.deployer.scale;

import java.time.Instant;
import java.util.Optional;

/// What a decision has to know of earlier ones.
///
/// @param last the last change of the count. It is read from Nomad's record of scaling events
///     before each decision, so it outlives this process and a change of leader.
/// @param hold a person's word on the count, read likewise
/// @param shortSince since when more instances than desired have been called for without a break
public record State(
    Optional<Scaling> last, Optional<Hold> hold, Optional<Instant> shortSince, Peaks peaks) {

  public static final State INITIAL =
      new State(Optional.empty(), Optional.empty(), Optional.empty(), Peaks.NONE);

  /// The same with the last change as Nomad knows it.
  public State scaled(Optional<Scaling> last) {
    return new State(last, hold, shortSince, peaks);
  }

  /// The same with the hold as Nomad knows it.
  public State held(Optional<Hold> hold) {
    return new State(last, hold, shortSince, peaks);
  }

  State with(Peaks peaks) {
    return new State(last, hold, shortSince, peaks);
  }

  State shortAt(Instant now) {
    return new State(last, hold, Optional.of(shortSince.orElse(now)), peaks);
  }

  /// The same without what earlier metrics asked for.
  State unseen() {
    return new State(last, hold, Optional.empty(), Peaks.NONE);
  }

  State notShort() {
    return new State(last, hold, Optional.empty(), peaks);
  }
}

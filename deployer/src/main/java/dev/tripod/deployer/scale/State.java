package dev.tripod.deployer.scale;

import java.util.Optional;

/// What a decision has to know of earlier ones.
///
/// @param last the last change of the count. It is read from Nomad's record of scaling events
///     before each decision, so it outlives this process and a change of leader.
public record State(Optional<Scaling> last, Peaks peaks) {

  public static final State INITIAL = new State(Optional.empty(), Peaks.NONE);

  /// The same with the last change as Nomad knows it.
  public State scaled(Optional<Scaling> last) {
    return new State(last, peaks);
  }

  State with(Peaks peaks) {
    return new State(last, peaks);
  }
}

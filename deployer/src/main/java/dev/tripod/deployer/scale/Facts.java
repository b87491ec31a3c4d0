package dev.tripod.deployer.scale;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of a group at an evaluation, besides its metrics. All of it is read anew each
/// time, so it outlives this process and a change of leader.
///
/// @param recent the last changes of the count, whoever made them, newest first
/// @param hold a person's word on the count
/// @param deploying whether Nomad deploys the job, and so refuses to change a count
/// @param startTime how long an instance takes from being asked for to serving; empty until one was
///     seen
/// @param room what fits, where the last increase did not
public record Facts(
    Count count,
    List<Scaling> recent,
    Optional<Hold> hold,
    boolean deploying,
    Optional<Duration> startTime,
    Optional<Room> room) {

  public Facts {
    recent = List.copyOf(recent);
  }

  public static Facts of(Count count) {
    return new Facts(count, List.of(), Optional.empty(), false, Optional.empty(), Optional.empty());
  }

  public Facts scaled(List<Scaling> recent) {
    return new Facts(count, recent, hold, deploying, startTime, room);
  }

  public Facts held(Optional<Hold> hold) {
    return new Facts(count, recent, hold, deploying, startTime, room);
  }

  public Facts deploying(boolean deploying) {
    return new Facts(count, recent, hold, deploying, startTime, room);
  }

  public Facts starting(Optional<Duration> startTime) {
    return new Facts(count, recent, hold, deploying, startTime, room);
  }

  public Facts fitting(Optional<Room> room) {
    return new Facts(count, recent, hold, deploying, startTime, room);
  }

  public Optional<Scaling> last() {
    return recent.stream().findFirst();
  }

  /// The count as it was at a moment, by the changes since then.
  public int countAt(Instant moment) {
    return recent.stream()
        .filter(change -> change.at().isAfter(moment))
        .reduce((_, older) -> older)
        .map(Scaling::from)
        .orElse(count.desired());
  }
}

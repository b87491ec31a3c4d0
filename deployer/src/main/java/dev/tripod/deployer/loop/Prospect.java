package dev.tripod.deployer.loop;

import dev.tripod.deployer.nomad.GroupScales;
import dev.tripod.deployer.nomad.NomadRefused;
import dev.tripod.deployer.nomad.NomadUnavailable;
import dev.tripod.deployer.scale.Room;
import dev.tripod.deployer.scale.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whether the nodes have room for what a group may ask for soon. Asked as soon as more is wanted,
/// also while a delay still holds it back, and believed for a while.
final class Prospect {
  private static final Logger LOG = LoggerFactory.getLogger(Prospect.class);
  private static final Duration BELIEVED = Duration.ofSeconds(5);

  private final GroupScales groups;
  private final Target target;
  private Optional<Room> room = Optional.empty();
  private Instant askedAt = Instant.EPOCH;
  private int askedFor;

  Prospect(GroupScales groups, Target target) {
    this.groups = groups;
    this.target = target;
  }

  /// What fits, where that is less than what was asked for.
  Optional<Room> room(Instant now) {
    return isFresh(now) ? room : Optional.empty();
  }

  /// Makes sure that the answer is of now.
  ///
  /// @return whether it was asked for anew
  boolean look(int wanted, Instant now) {
    if (isFresh(now) && (wanted <= askedFor || room.isPresent())) {
      return false;
    }
    try {
      room = groups.shortOf(target, wanted);
    } catch (NomadRefused | NomadUnavailable e) {
      // Not knowing must not keep a group from growing; Nomad places what it can.
      LOG.warn("{}: the room for {} is unknown: {}", target, wanted, e.getMessage());
      room = Optional.empty();
    }
    askedAt = now;
    askedFor = wanted;
    return true;
  }

  private boolean isFresh(Instant now) {
    return Duration.between(askedAt, now).abs().compareTo(BELIEVED) < 0;
  }
}

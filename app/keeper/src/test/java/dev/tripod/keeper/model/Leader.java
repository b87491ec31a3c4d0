package dev.tripod.keeper.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a keeper knows that leads, led, or believes to lead.
///
/// @param term of the lock, as it was last read; what was known in another term is forgotten
/// @param detached the members that it took away from whoever they followed, and their positions
/// @param promoted whether its own member was made master in this term
/// @param sending an order for which the lock was asked, on its way
record Leader(
    int term, Map<Integer, Redis.Position> detached, boolean promoted, Optional<Order> sending) {
  static final Leader NONE = new Leader(0, Map.of(), false, Optional.empty());

  enum Kind {
    READ,
    DETACH,
    PROMOTE,
    SIGN,
    FOLLOW
  }

  record Order(Kind kind, int target) {
    @Override
    public String toString() {
      return kind.name().toLowerCase(Locale.ROOT) + " " + target;
    }
  }

  Leader in(int current) {
    return term == current ? this : new Leader(current, Map.of(), false, Optional.empty());
  }

  Leader sends(Order order) {
    return new Leader(term, detached, promoted, Optional.of(order));
  }

  Leader idle() {
    return new Leader(term, detached, promoted, Optional.empty());
  }

  Leader knows(int member, Redis.Position position) {
    var more = new TreeMap<>(detached);
    more.put(member, position);
    return new Leader(term, more, promoted, Optional.empty());
  }

  Leader reigns() {
    return new Leader(term, detached, true, Optional.empty());
  }
}

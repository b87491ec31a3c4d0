package dev.tripod.keeper;

import java.util.List;
import java.util.Optional;

/// @param waiting why this node's member does not lead although nobody does
record Decision(LockStep lock, List<Order> orders, Optional<String> waiting) {
  Decision {
    orders = List.copyOf(orders);
  }

  static Decision of(LockStep lock, List<Order> orders) {
    return new Decision(lock, orders, Optional.empty());
  }

  static Decision of(List<Order> orders) {
    return of(new LockStep.None(), orders);
  }
}

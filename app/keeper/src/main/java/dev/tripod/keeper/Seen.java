package dev.tripod.keeper;

import java.util.Optional;

/// An instance that Nomad wants, as it was last seen.
record Seen(Instance instance, Sighting sighting) {
  Optional<RedisState> state() {
    return sighting.answer();
  }

  boolean isMaster() {
    return state().filter(RedisState::isMaster).isPresent();
  }

  Address address() {
    return instance.address();
  }
}

package dev.tripod.keeper;

import java.util.Optional;

/// An instance as it was last seen. It is `registered` as long as Nomad wants it; one that is being
/// stopped is still watched while it is master.
record Seen(Instance instance, boolean registered, Sighting sighting) {
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

package dev.tripod.keeper;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a Redis instance says of itself.
///
/// @param history names the stream of writes that `offset` counts bytes of (`master_replid`)
/// @param offset how many bytes of it the instance has
/// @param master whom it follows; empty for a master
/// @param linkUp whether it is connected to its master and past the first synchronisation
/// @param linkDownFor how long it has not been
/// @param reads keys looked up by reading commands since it started
record RedisState(
    String runId,
    String history,
    long offset,
    Optional<Address> master,
    boolean linkUp,
    boolean syncing,
    Duration linkDownFor,
    long reads,
    Position position) {

  /// From the text that INFO gives.
  static RedisState parse(String info, Position position) {
    Fields fields = Fields.of(info);
    boolean isMaster = fields.text("role").equals("master");
    return new RedisState(
        fields.text("run_id"),
        fields.text("master_replid"),
        fields.number(isMaster ? "master_repl_offset" : "slave_repl_offset"),
        isMaster
            ? Optional.empty()
            : Optional.of(
                new Address(
                    fields.text("master_host"), Math.toIntExact(fields.number("master_port")))),
        fields.text("master_link_status").equals("up"),
        fields.number("master_sync_in_progress") == 1,
        Duration.ofSeconds(Math.max(0, fields.number("master_link_down_since_seconds"))),
        fields.number("keyspace_hits") + fields.number("keyspace_misses"),
        position);
  }

  boolean isMaster() {
    return master.isEmpty();
  }

  boolean follows(Address leader) {
    return master.filter(leader::equals).isPresent();
  }

  /// Whether it surely has more data than `other`.
  boolean isAheadOf(RedisState other) {
    int order = position.compareTo(other.position);
    return order > 0 || (order == 0 && history.equals(other.history) && offset > other.offset);
  }

  /// The `name:value` lines of INFO. What Redis leaves out in a role reads as empty or 0.
  private record Fields(Map<String, String> values) {
    static Fields of(String info) {
      Map<String, String> values = new HashMap<>();
      info.lines()
          .map(line -> line.split(":", 2))
          .filter(pair -> pair.length == 2)
          .forEach(pair -> values.put(pair[0], pair[1]));
      return new Fields(values);
    }

    String text(String name) {
      return values.getOrDefault(name, "");
    }

    long number(String name) {
      String value = text(name);
      return value.isEmpty() ? 0 : Long.parseLong(value);
    }
  }
}

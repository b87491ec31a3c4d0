package dev.tripod.keeper;

import dev.tripod.kit.redis.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a Redis instance says of itself.
///
/// @param history names the stream of writes that `offset` counts bytes of (`master_replid`)
/// @param offset how many bytes of it the instance has
/// @param master whom it follows; empty for a master
/// @param linkUp whether it is connected to its master and past the first synchronisation
/// @param linkDownFor how long it has not been
/// @param reads reading commands served since it started: what replicas are there for, without the
/// writes that each of them gets from its master
/// @param writer the history in which the term of `position` was signed
record RedisState(
    String runId,
    String history,
    long offset,
    Optional<Address> master,
    boolean linkUp,
    boolean syncing,
    Duration linkDownFor,
    long reads,
    Position position,
    String writer) {

  private static final List<String> READING = List.of("get", "mget", "scan");

  /// From the text that INFO ALL gives.
  static RedisState parse(String info, Position position, String writer) {
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
        READING.stream().mapToLong(fields::calls).sum(),
        position,
        writer);
  }

  boolean isMaster() {
    return master.isEmpty();
  }

  boolean follows(Address leader) {
    return master.filter(leader::equals).isPresent();
  }

  /// Whether the term of its data was written since it was promoted last, which writers look at:
  /// each promotion begins another history.
  boolean signed() {
    return writer.equals(history);
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

    /// Of `cmdstat_get:calls=12,usec=34,...`, the 12.
    long calls(String command) {
      String value = text("cmdstat_" + command);
      return value.isEmpty()
          ? 0
          : Long.parseLong(value.substring("calls=".length(), value.indexOf(',')));
    }

    long number(String name) {
      String value = text(name);
      return value.isEmpty() ? 0 : Long.parseLong(value);
    }
  }
}

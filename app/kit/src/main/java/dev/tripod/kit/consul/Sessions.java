package dev.tripod.kit.consul;

import dev.tripod.kit.http.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Sessions are what locks belong to. They end when they are not renewed, or when the agent's node
/// is found failed.
public final class Sessions {
  private final Consul consul;

  Sessions(Consul consul) {
    this.consul = consul;
  }

  /// A session whose locks are released, not deleted, at its end; they then stay closed for
  /// `lockDelay`. Consul ends it between one and two times `ttl` after the last renewal. `ttl` is
  /// 10 seconds or more.
  public String create(String name, Duration ttl, Duration lockDelay) {
    Map<String, Object> session =
        Map.of(
            "Name",
            name,
            "TTL",
            ttl.toSeconds() + "s",
            "LockDelay",
            lockDelay.toMillis() + "ms",
            "Behavior",
            "release",
            "Checks",
            List.of("serfHealth"));
    return consul.call(
        "open a session",
        consul.put("/v1/session/create", Json.write(session)),
        answer -> answer.json().getAsJsonObject().get("ID").getAsString());
  }

  /// False if the session has ended.
  public boolean renew(String id) {
    return consul.find("renew a session", consul.put("/v1/session/renew/" + id, ""), Answer::found);
  }

  public void destroy(String id) {
    consul.call("end a session", consul.put("/v1/session/destroy/" + id, ""), Answer::found);
  }

  /// How many there are, of all nodes.
  int count() {
    return consul.call(
        "list sessions",
        consul.get("/v1/session/list"),
        answer -> answer.json().getAsJsonArray().size());
  }
}

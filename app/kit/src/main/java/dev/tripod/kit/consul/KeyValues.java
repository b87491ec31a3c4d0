package dev.tripod.kit.consul;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.http.client.methods.RequestBuilder;

/// Consul's store of small values, answered by its leader: a read sees every write that was
/// acknowledged before it.
public final class KeyValues {
  private static final String STORE = "/v1/kv/";

  private final Consul consul;

  KeyValues(Consul consul) {
    this.consul = consul;
  }

  public Optional<KeyEntry> get(String key) {
    return consul.find("read " + key, consul.get(STORE + key), KeyValues::entry);
  }

  /// The same, and the leader has asked the others whether it still is one.
  public Optional<KeyEntry> getConsistent(String key) {
    return consul.find(
        "read " + key, consul.get(STORE + key).addParameter("consistent", ""), KeyValues::entry);
  }

  /// Waits until the key's index passes `index`, at most [Consul#LONGEST_WAIT].
  public Indexed<Optional<KeyEntry>> get(String key, long index) {
    return consul.await("watch " + key, consul.get(STORE + key), index, KeyValues::entry);
  }

  /// The same as the nearest server knows it, which may be a moment late, and goes on without a
  /// leader.
  public Indexed<Optional<KeyEntry>> getStale(String key, long index) {
    return consul.await("watch " + key, consul.getStale(STORE + key), index, KeyValues::entry);
  }

  public void put(String key, String value) {
    write(key, consul.put(STORE + key, value));
  }

  /// Whether the key is still as it was read, after all that Consul was sent before: a read alone
  /// would pass by what waits for its disks. So it is made to write first, that `session` gives
  /// back a lock which it does not have; that changes nothing. Answered soon or not at all, so that
  /// it can be tried again.
  public boolean isStill(KeyEntry entry, String session) {
    RequestBuilder nothing =
        consul.put(STORE + entry.key(), entry.value()).addParameter("release", session);
    boolean had = consul.callSoon("write " + entry.key(), nothing, KeyValues::done);
    return !had && get(entry.key()).equals(Optional.of(entry));
  }

  public void delete(String key) {
    write(key, consul.delete(STORE + key));
  }

  /// Takes the lock on the key and sets its value. False if another session has it, or lost it a
  /// lock-delay ago or less.
  public boolean acquire(String key, String value, String session) {
    return write(key, acquiring(key, value, session));
  }

  /// Writes to the key under its lock, so that its modify index grows. False if the session has not
  /// got the lock.
  ///
  /// @param number another one each time: Consul leaves out a writing that changes nothing
  public boolean touch(String key, String value, String session, long number) {
    return write(key, acquiring(key, value, session).addParameter("flags", Long.toString(number)));
  }

  private RequestBuilder acquiring(String key, String value, String session) {
    return consul.put(STORE + key, value).addParameter("acquire", session);
  }

  /// Gives the lock back, without any delay for the next one who asks. False if the session does
  /// not have it.
  public boolean release(String key, String value, String session) {
    return write(key, consul.put(STORE + key, value).addParameter("release", session));
  }

  private boolean write(String key, RequestBuilder request) {
    return consul.call("write " + key, request, KeyValues::done);
  }

  private static boolean done(Answer answer) {
    return answer.json().getAsBoolean();
  }

  private static Optional<KeyEntry> entry(Answer answer) {
    return answer.found()
        ? Optional.of(entry(answer.json().getAsJsonArray().get(0).getAsJsonObject()))
        : Optional.empty();
  }

  private static KeyEntry entry(JsonObject found) {
    return new KeyEntry(
        found.get("Key").getAsString(),
        decoded(found.get("Value")),
        found.get("ModifyIndex").getAsLong(),
        Optional.ofNullable(found.get("Session")).map(JsonElement::getAsString));
  }

  private static String decoded(JsonElement value) {
    return value == null || value.isJsonNull()
        ? ""
        : new String(Base64.getDecoder().decode(value.getAsString()), StandardCharsets.UTF_8);
  }
}

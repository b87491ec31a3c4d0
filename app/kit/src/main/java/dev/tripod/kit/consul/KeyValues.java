package dev.tripod.kit.consul;

import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.Response;
import com.ecwid.consul.v1.kv.model.GetValue;
import com.ecwid.consul.v1.kv.model.PutParams;
import java.util.Optional;

/// Consul's store of small values, answered by its leader: a read sees every write that was
/// acknowledged before it.
public final class KeyValues {
  private final Consul consul;

  KeyValues(Consul consul) {
    this.consul = consul;
  }

  public Optional<KeyEntry> get(String key) {
    return entry(consul.call("read " + key, c -> c.getKVValue(key)));
  }

  /// Waits until the key's index passes `index`, at most [Consul#LONGEST_WAIT].
  public Indexed<Optional<KeyEntry>> get(String key, long index) {
    QueryParams wait = new QueryParams(Consul.LONGEST_WAIT.toSeconds(), index);
    Response<GetValue> answer = consul.await("watch " + key, c -> c.getKVValue(key, wait));
    return new Indexed<>(entry(answer), answer.getConsulIndex());
  }

  public void put(String key, String value) {
    write(key, value, new PutParams());
  }

  /// False if the key is not any more at `modifyIndex`; 0 stands for a key that does not exist.
  public boolean putIfUnchanged(String key, String value, long modifyIndex) {
    PutParams params = new PutParams();
    params.setCas(modifyIndex);
    return write(key, value, params);
  }

  public void delete(String key) {
    consul.call("delete " + key, c -> c.deleteKVValue(key));
  }

  /// Takes the lock on the key and sets its value. False if another session has it, or lost it a
  /// lock-delay ago or less.
  public boolean acquire(String key, String value, String session) {
    PutParams params = new PutParams();
    params.setAcquireSession(session);
    return write(key, value, params);
  }

  /// Gives the lock back, without any delay for the next one who asks. False if the session does
  /// not have it.
  public boolean release(String key, String value, String session) {
    PutParams params = new PutParams();
    params.setReleaseSession(session);
    return write(key, value, params);
  }

  private boolean write(String key, String value, PutParams params) {
    return consul.call("write " + key, c -> c.setKVValue(key, value, params)).getValue();
  }

  private static Optional<KeyEntry> entry(Response<GetValue> answer) {
    return Optional.ofNullable(answer.getValue())
        .map(
            found ->
                new KeyEntry(
                    found.getKey(),
                    found.getValue() == null ? "" : found.getDecodedValue(),
                    found.getModifyIndex(),
                    Optional.ofNullable(found.getSession())));
  }
}

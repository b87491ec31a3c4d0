package dev.tripod.kit.consul;

import com.ecwid.consul.v1.OperationException;
import com.ecwid.consul.v1.QueryParams;
import com.ecwid.consul.v1.session.model.NewSession;
import com.ecwid.consul.v1.session.model.Session;
import java.time.Duration;
import java.util.List;

/// Sessions are what locks belong to. They end when they are not renewed, or when the agent's node
/// is found failed.
public final class Sessions {
  private static final int NOT_FOUND = 404;

  private final Consul consul;

  Sessions(Consul consul) {
    this.consul = consul;
  }

  /// A session whose locks are released, not deleted, at its end; they then stay closed for
  /// `lockDelay`. Consul ends it between one and two times `ttl` after the last renewal. `ttl` is
  /// 10 seconds or more.
  public String create(String name, Duration ttl, Duration lockDelay) {
    NewSession session = new NewSession();
    session.setName(name);
    session.setTtl(ttl.toSeconds() + "s");
    session.setLockDelay(lockDelay.toNanos());
    session.setBehavior(Session.Behavior.RELEASE);
    session.setChecks(List.of("serfHealth"));
    return consul
        .call("open a session", c -> c.sessionCreate(session, QueryParams.DEFAULT))
        .getValue();
  }

  /// False if the session has ended.
  public boolean renew(String id) {
    return consul.call(
        "renew a session",
        c -> {
          try {
            c.renewSession(id, QueryParams.DEFAULT);
            return true;
          } catch (OperationException e) {
            if (e.getStatusCode() == NOT_FOUND) {
              return false;
            }
            throw e;
          }
        });
  }

  public void destroy(String id) {
    consul.call("end a session", c -> c.sessionDestroy(id, QueryParams.DEFAULT));
  }
}

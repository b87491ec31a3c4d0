package dev.tripod.items.access;

import dev.tripod.items.redis.Patience;
import dev.tripod.kit.http.Problem;
import dev.tripod.kit.http.RequestStart;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import java.util.OptionalLong;

/// Lets calls pass that bring a known key and keep to its quota. The others get 401 as RFC 6750
/// says, or 429 and when to come back.
final class KeyGuard implements Guard {
  private static final String SCHEME = "Bearer ";
  private static final String CHALLENGE = "Bearer realm=\"items\"";

  private final KeyFile keys;
  private final Quotas quotas;

  KeyGuard(KeyFile keys, Quotas quotas) {
    this.keys = keys;
    this.quotas = quotas;
  }

  @Override
  public Handler guard(Handler change) {
    return context -> {
      if (admits(context)) {
        change.handle(context);
      }
    };
  }

  /// Otherwise the answer is made already.
  private boolean admits(Context context) {
    Optional<String> sent = sent(context);
    if (sent.isEmpty()) {
      refuse(
          context, CHALLENGE, "Changes need an API key: send it as \"Authorization: Bearer KEY\"");
      return false;
    }
    Optional<ApiKey> key = keys.find(sent.get());
    if (key.isEmpty()) {
      refuse(
          context,
          CHALLENGE + ", error=\"invalid_token\"",
          "This API key is not known, or no longer: ask who runs the service for another");
      return false;
    }
    return withinQuota(key.get(), context);
  }

  private boolean withinQuota(ApiKey key, Context context) {
    OptionalLong wait = quotas.count(key, Patience.after(RequestStart.elapsed(context)));
    wait.ifPresent(seconds -> postpone(key, seconds, context));
    return wait.isEmpty();
  }

  private static Optional<String> sent(Context context) {
    String authorization = context.req().getHeader("Authorization");
    boolean bearer =
        authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer
        ? Optional.of(authorization.substring(SCHEME.length()).strip())
        : Optional.ofNullable(context.req().getHeader("X-API-Key"));
  }

  private static void refuse(Context context, String challenge, String detail) {
    context.header("WWW-Authenticate", challenge);
    Problem.of(401, detail).answer(context);
  }

  private static void postpone(ApiKey key, long seconds, Context context) {
    context.header("Retry-After", Long.toString(seconds));
    String detail =
        "This API key may make %d changes a minute: come back in %d s"
            .formatted(key.changesPerMinute().orElseThrow(), seconds);
    Problem.of(429, detail).answer(context);
  }
}

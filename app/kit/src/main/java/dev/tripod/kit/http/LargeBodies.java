package dev.tripod.kit.http;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.ServiceUnavailableResponse;
import io.javalin.router.Endpoint;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets few large request bodies into memory at a time; the others wait unread, for a moment.
/// Parsing takes several times a body's size, so that a burst of them would fill a small heap
/// although each keeps within its bound.
final class LargeBodies {
  private static final int LARGE_BYTES = 16 * 1024;
  private static final int AT_A_TIME = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Semaphore permits = new Semaphore(AT_A_TIME);

  Handler wrap(Endpoint endpoint) {
    return context -> {
      if (isLarge(context)) {
        handleInTurn(endpoint.handler, context);
      } else {
        endpoint.handler.handle(context);
      }
    };
  }

  private void handleInTurn(Handler handler, Context context) throws Exception {
    if (!permits.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      context.header("Retry-After", "1");
      throw new ServiceUnavailableResponse("Too many large requests at a time");
    }
    try {
      handler.handle(context);
    } finally {
      permits.release();
    }
  }

  /// A body of unannounced length counts as large.
  private static boolean isLarge(Context context) {
    long announced = context.req().getContentLengthLong();
    return announced > LARGE_BYTES
        || (announced < 0 && context.req().getHeader("Transfer-Encoding") != null);
  }
}

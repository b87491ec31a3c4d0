package dev.tripod.kit.http;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Gives up on request bodies that trickle. One byte now and then is never silent for as long as
/// the idle timeout, and would hold a thread and its memory for hours.
///
/// Jetty's `HttpConfiguration.setMinRequestDataRate` is read by nothing in Jetty 12, and its
/// `MinimumDataRateHandler` counts and wraps every request and answer; this looks only at those
/// that have a body, and only when more of it has to be waited for.
final class BodyPace extends Handler.Wrapper {
  private static final long BYTES_PER_SECOND = 500;
  private static final long GRACE_NANOS = Duration.ofSeconds(5).toNanos();

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    return super.handle(hasBody(request) ? new Paced(request) : request, response, callback);
  }

  private static boolean hasBody(Request request) {
    return request.getLength() > 0 || request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING);
  }

  private static final class Paced extends Request.Wrapper {
    private boolean waitedFor;
    private long sinceNanos;
    private long bytes;
    private Content.Chunk failure;

    Paced(Request request) {
      super(request);
    }

    @Override
    public Content.Chunk read() {
      if (failure != null) {
        return failure;
      }
      Content.Chunk chunk = super.read();
      bytes += chunk == null ? 0 : chunk.remaining();
      return chunk;
    }

    @Override
    public void demand(Runnable whenThereIsMore) {
      if (tooSlow()) {
        failure = Content.Chunk.from(new TimeoutException("the body comes too slowly"));
        whenThereIsMore.run();
      } else {
        super.demand(whenThereIsMore);
      }
    }

    /// Counted from when the body was first waited for: until then it was the handler that took
    /// its time.
    private boolean tooSlow() {
      if (!waitedFor) {
        waitedFor = true;
        sinceNanos = System.nanoTime();
      }
      long countedNanos = System.nanoTime() - sinceNanos - GRACE_NANOS;
      return countedNanos > 0
          && bytes < BYTES_PER_SECOND * (countedNanos / Duration.ofSeconds(1).toNanos());
    }
  }
}

package dev.tripod.kit.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Reads and forgets what a handler left unread of a request's body, before the answer goes out.
///
/// Without it the connection closes while the client still sends; its bytes are answered with a
/// reset, and the reset throws away the answer that was on its way (RFC 9112, section 9.6). Half
/// of the clients that sent 10 MB never saw their 413.
///
/// Beyond these bounds the connection does close: nobody has to be listened to for ever.
final class UnreadBody {
  private static final long MAX_BYTES = 64L * 1024 * 1024;
  private static final Duration MAX_TIME = Duration.ofSeconds(5);
  private static final int BUFFER_BYTES = 16 * 1024;

  private UnreadBody() {}

  /// `true` when the request has a body, of whatever length.
  private static boolean announced(Context context) {
    return context.req().getContentLengthLong() > 0 || context.header("Transfer-Encoding") != null;
  }

  static void drain(Context context) {
    if (!announced(context)) {
      return;
    }
    long deadline = System.nanoTime() + MAX_TIME.toNanos();
    try {
      InputStream body = context.req().getInputStream();
      byte[] buffer = new byte[BUFFER_BYTES];
      long left = MAX_BYTES;
      int read = 0;
      while (read >= 0 && left > 0 && System.nanoTime() < deadline) {
        left -= read;
        read = body.read(buffer);
      }
    } catch (IOException _) {
      // The client is gone, or its body is malformed: the answer goes out all the same.
    }
  }
}

package dev.tripod.kit.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// Errors that never reach a handler of ours, such as a malformed request line, in the same form as
/// all others.
final class ProblemErrorHandler extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String message = (String) request.getAttribute(ERROR_MESSAGE);
    Problem problem =
        Problem.of(response.getStatus(), message == null ? "The request was refused" : message);
    SecurityHeaders.put(response.getHeaders());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
    ByteBuffer body = ByteBuffer.wrap(Json.write(problem).getBytes(StandardCharsets.UTF_8));
    response.write(true, body, callback);
    return true;
  }
}

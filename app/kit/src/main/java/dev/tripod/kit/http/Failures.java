package dev.tripod.kit.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.UUID;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client is told when a handler throws, or cannot read the request.
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private static final int REQUEST_TIMEOUT = 408;

  private Failures() {}

  static void register(RoutesConfig routes) {
    routes.exception(MethodNotAllowedResponse.class, Failures::wrongMethod);
    routes.exception(HttpResponseException.class, Failures::refused);
    routes.exception(EofException.class, (_, context) -> malformedBody(context));
    routes.exception(Exception.class, Failures::failed);
    // Javalin answers these itself, without a body.
    routes.error(REQUEST_TIMEOUT, Failures::tooSlow);
  }

  private static void refused(HttpResponseException refusal, Context context) {
    Problem.of(refusal.getStatus(), refusal.getMessage()).answer(context);
  }

  /// HTTP wants to hear which methods would have been right; Javalin has them in its details.
  private static void wrongMethod(MethodNotAllowedResponse refusal, Context context) {
    context.header("Allow", String.join(", ", refusal.getDetails().values()));
    refused(refusal, context);
  }

  /// The client's fault, or it is gone: nothing that the log should call a failure.
  private static void malformedBody(Context context) {
    Problem.of(400, "The request's body is malformed, or ended too soon").answer(context);
  }

  private static void tooSlow(Context context) {
    Problem.of(REQUEST_TIMEOUT, "The request's body did not come in time").answer(context);
  }

  /// The answer and the log line share an id, so that a report of the one leads to the other.
  private static void failed(Exception failure, Context context) {
    UUID incident = UUID.randomUUID();
    LOG.error(
        "request {} {} failed, incident {}",
        context.method().name(),
        context.endpoint().path,
        incident,
        failure);
    Problem.of(
            500, "Unexpected failure; the log of this instance has it under incident " + incident)
        .answer(context);
  }
}

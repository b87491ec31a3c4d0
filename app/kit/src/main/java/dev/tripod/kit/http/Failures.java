package dev.tripod.kit.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client is told when a handler throws.
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private Failures() {}

  static void register(RoutesConfig routes) {
    routes.exception(HttpResponseException.class, Failures::refused);
    routes.exception(Exception.class, Failures::failed);
  }

  private static void refused(HttpResponseException refusal, Context context) {
    Problem.of(refusal.getStatus(), refusal.getMessage()).answer(context);
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

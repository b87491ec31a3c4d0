package dev.tripod.items;

import io.javalin.http.Context;

/// Any origin may call the API, as in the original; no credentials are involved.
final class Cors {
  private static final String ONE_DAY_SECONDS = "86400";

  private Cors() {}

  static void allowAll(Context context) {
    context.header("Access-Control-Allow-Origin", "*");
    if (context.req().getMethod().equals("OPTIONS")) {
      preflight(context);
    }
  }

  private static void preflight(Context context) {
    context
        .status(204)
        .header("Access-Control-Allow-Methods", "GET,HEAD,POST,DELETE")
        .header("Access-Control-Allow-Headers", "Content-Type")
        .header("Access-Control-Max-Age", ONE_DAY_SECONDS)
        .skipRemainingHandlers();
  }
}

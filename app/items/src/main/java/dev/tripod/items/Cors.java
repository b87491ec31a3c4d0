package dev.tripod.items;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which pages of other sites may call the API from a browser: by default those of any, as in the
/// original. A browser sends no credentials of its own along; who wants to change items has to know
/// an API key, wherever the page is from.
///
/// @param origins `*` alone is any; none at all leaves the API to pages of its own site
record Cors(Set<String> origins) {
  private static final String VARIABLE = "CORS_ORIGINS";
  private static final String ANY = "*";
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]{1,255}");
  private static final int MAX_ORIGINS = 100;
  private static final String EXPOSED =
      "Retry-After, " + ItemsApi.TRUNCATED + ", " + ItemsApi.POSITION;
  private static final String ALLOWED =
      "Authorization, Content-Type, X-API-Key, " + ItemsApi.POSITION;
  private static final String ONE_DAY_SECONDS = "86400";

  Cors {
    origins = Set.copyOf(origins);
  }

  /// From `CORS_ORIGINS`: `*`, `none`, or origins such as `https://example.org`, with commas.
  static Cors of(Env env) {
    String text = env.text(VARIABLE, ANY);
    return switch (text) {
      case ANY -> new Cors(Set.of(ANY));
      case "none" -> new Cors(Set.of());
      default -> new Cors(listed(text));
    };
  }

  private static Set<String> listed(String text) {
    List<String> origins = List.of(text.split("\\s*,\\s*", MAX_ORIGINS + 1));
    boolean allAre = origins.stream().allMatch(origin -> ORIGIN.matcher(origin).matches());
    if (!allAre || origins.size() > MAX_ORIGINS) {
      throw new ConfigException(
          VARIABLE,
          text,
          "*, none, or at most %d origins such as https://example.org, with commas between"
              .formatted(MAX_ORIGINS));
    }
    return Set.copyOf(origins);
  }

  /// Allows what is allowed, and answers a preflight, which brings no key.
  void answer(Context context) {
    if (!isAny()) {
      context.header("Vary", "Origin");
    }
    allowed(context).ifPresent(origin -> allow(origin, context));
  }

  private Optional<String> allowed(Context context) {
    return isAny()
        ? Optional.of(ANY)
        : Optional.ofNullable(context.req().getHeader("Origin")).filter(origins::contains);
  }

  private boolean isAny() {
    return origins.contains(ANY);
  }

  private static void allow(String origin, Context context) {
    context
        .header("Access-Control-Allow-Origin", origin)
        .header("Access-Control-Expose-Headers", EXPOSED);
    if (context.req().getMethod().equals("OPTIONS")) {
      preflight(context);
    }
  }

  private static void preflight(Context context) {
    context
        .status(204)
        .header("Access-Control-Allow-Methods", "GET,HEAD,POST,DELETE")
        .header("Access-Control-Allow-Headers", ALLOWED)
        .header("Access-Control-Max-Age", ONE_DAY_SECONDS)
        .skipRemainingHandlers();
  }
}

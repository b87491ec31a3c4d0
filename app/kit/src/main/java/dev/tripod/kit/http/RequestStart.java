package dev.tripod.kit.http;

import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When the load balancer got a request: `X-Request-Start: t=` and the microseconds since 1970, as
/// `haproxy/haproxy.cfg.ctmpl` sets it on each, whatever the client sent. What came before the
/// request reached this instance, such as machines that were asked in vain, counts from there.
///
/// The clock is that of another machine, which may differ from the one here. A start that lies in
/// the future or too long ago is not believed, so that no clock makes an instance useless. Clocks
/// that differ by less make a request look older or younger by as much.
public final class RequestStart {
  public static final String HEADER = "X-Request-Start";

  /// More than twice what all of HAProxy's attempts to connect can take (four of 0.2 s).
  private static final Duration BELIEVED = Duration.ofSeconds(2);

  private static final Pattern MICROSECONDS = Pattern.compile("t=(\\d{1,18})");

  private RequestStart() {}

  /// How long the request has been under way already; zero when nothing credible says so.
  public static Duration elapsed(Context context) {
    return elapsed(Optional.ofNullable(context.req().getHeader(HEADER)), Instant.now());
  }

  static Duration elapsed(Optional<String> header, Instant now) {
    return header
        .flatMap(RequestStart::parse)
        .map(start -> Duration.between(start, now))
        .filter(age -> !age.isNegative() && age.compareTo(BELIEVED) <= 0)
        .orElse(Duration.ZERO);
  }

  /// Empty when it is none.
  public static Optional<Instant> parse(String header) {
    return Optional.of(MICROSECONDS.matcher(header))
        .filter(Matcher::matches)
        .map(found -> Long.parseLong(found.group(1)))
        .map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
  }
}

package dev.tripod.deployer.scale.policy;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Times that come again: from each start to the end that follows, or for a while.
///
/// @param start of five fields, as in a crontab
/// @param end likewise; empty where `duration` is given
/// @param zone in which the fields are read; nomad-autoscaler knows only UTC
public record Schedule(
    String start, Optional<String> end, Optional<Duration> duration, ZoneId zone) {

  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  /// Throws where the fields cannot be understood.
  public Schedule {
    parse(start);
    end.ifPresent(Schedule::parse);
  }

  /// @throws IllegalArgumentException that says what is wrong with the fields
  static Cron parse(String fields) {
    return PARSER.parse(fields);
  }

  public boolean activeAt(Instant now) {
    ZonedDateTime local = now.atZone(zone);
    return last(start, local)
        .filter(
            begun ->
                duration.isPresent()
                    ? local.isBefore(begun.plus(duration.get()))
                    : end.flatMap(fields -> last(fields, local)).stream()
                        .noneMatch(begun::isBefore))
        .isPresent();
  }

  /// The newest of its times up to now.
  private static Optional<ZonedDateTime> last(String fields, ZonedDateTime now) {
    return ExecutionTime.forCron(parse(fields))
        .lastExecution(now.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1));
  }

  /// `0 9 * * 1-5 for 8h, Europe/Paris`
  @Override
  public String toString() {
    String until =
        end.map(fields -> " to " + fields)
            .or(() -> duration.map(time -> " for " + said(time)))
            .orElse("");
    return start + until + ", " + zone;
  }

  private static String said(Duration time) {
    return time.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}

package dev.tripod.deployer.prometheus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tripod.deployer.scale.Sample;
import dev.tripod.deployer.scale.Sample.Lack;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;

/// Reads the answer of `/api/v1/query`: a scalar, or a vector of exactly one series.
final class Answer {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int SHOWN = 200;

  private Answer() {}

  static Sample read(int status, String body) {
    JsonNode answer;
    try {
      answer = MAPPER.readTree(body);
    } catch (JsonProcessingException _) {
      return new Sample.Missing(
          Lack.UNREACHABLE,
          "Prometheus answered %d without JSON: %s".formatted(status, shown(body)));
    }
    if (!answer.path("status").asText().equals("success")) {
      String error = answer.path("error").asText();
      return new Sample.Missing(
          Lack.UNREACHABLE, "Prometheus answered %d: %s".formatted(status, shown(error)));
    }
    JsonNode data = answer.path("data");
    return switch (data.path("resultType").asText()) {
      case "scalar" -> value(data.path("result"));
      case "vector" -> only(data.path("result"));
      case "matrix" -> onlyWindow(data.path("result"));
      case String type -> missing("the query gives a " + type + ", expected a number");
    };
  }

  private static Sample only(JsonNode series) {
    return switch (series.size()) {
      case 0 -> missing("the query gives no series");
      case 1 -> value(series.path(0).path("value"));
      default -> missing("the query gives %d series, expected one".formatted(series.size()));
    };
  }

  private static Sample onlyWindow(JsonNode series) {
    if (series.size() != 1) {
      return only(series);
    }
    var window = new ArrayList<Double>();
    try {
      series.path(0).path("values").forEach(pair -> window.add(number(pair.path(1).asText())));
    } catch (NumberFormatException e) {
      return missing("the query gives a number that is none: " + e.getMessage());
    }
    JsonNode newest = series.path(0).path("values").path(window.size() - 1);
    return value(newest) instanceof Sample.Value(double value, Instant at, _)
        ? new Sample.Value(value, at, window)
        : missing("the query gives no numbers");
  }

  /// A pair of Unix seconds and the number as a text, which may be "NaN" or "+Inf".
  private static Sample value(JsonNode pair) {
    try {
      return new Sample.Value(number(pair.path(1).asText()), instant(pair.path(0).decimalValue()));
    } catch (NumberFormatException _) {
      return missing("the query gives " + shown(pair.toString()) + ", expected a number");
    }
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace("Inf", "Infinity"));
  }

  private static Instant instant(BigDecimal seconds) {
    return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
  }

  private static Sample missing(String reason) {
    return new Sample.Missing(Lack.EMPTY, reason);
  }

  private static String shown(String text) {
    String line = text.strip().lines().findFirst().orElse("nothing");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
  }
}

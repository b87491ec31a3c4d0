package dev.tripod.deployer.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// Renders values as the text of an HCL variables file, the form in which Nomad takes them.
public final class Variables {
  private Variables() {}

  /// The cluster's own variables, and `releases`, a map of digests.
  public static String of(ClusterFile cluster, Releases releases) {
    var all = new LinkedHashMap<>(cluster.variables());
    if (!releases.digests().isEmpty()) {
      all.put("releases", JsonNodeFactory.instance.objectNode().setAll(releases.digests()));
    }
    return render(all);
  }

  static String render(Map<String, JsonNode> variables) {
    return variables.entrySet().stream()
        .map(entry -> name(entry.getKey()) + " = " + value(entry.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String name(String name) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_-]*")) {
      throw new IllegalArgumentException(
          "variables.%s: expected a name of letters, digits, - and _".formatted(name));
    }
    return name;
  }

  private static String value(JsonNode value) {
    return switch (value.getNodeType()) {
      case STRING -> quote(value.textValue());
      case NUMBER, BOOLEAN, NULL -> value.asText();
      case ARRAY ->
          StreamSupport.stream(value.spliterator(), false)
              .map(Variables::value)
              .collect(Collectors.joining(", ", "[", "]"));
      case OBJECT ->
          value.properties().stream()
              .map(entry -> quote(entry.getKey()) + " = " + value(entry.getValue()))
              .collect(Collectors.joining(", ", "{", "}"));
      case BINARY, MISSING, POJO ->
          throw new IllegalArgumentException("not a value of JSON: " + value.getNodeType());
    };
  }

  /// HCL's escapes; a template marker (`${`, `%{`) is doubled so that the text arrives as it is.
  private static String quote(String text) {
    var quoted = new StringBuilder("\"");
    for (var i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      var marker = (c == '$' || c == '%') && i + 1 < text.length() && text.charAt(i + 1) == '{';
      quoted.append(
          switch (c) {
            case '"' -> "\\\"";
            case '\\' -> "\\\\";
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> c < ' ' ? "\\u%04x".formatted((int) c) : marker ? "" + c + c : "" + c;
          });
    }
    return quoted.append('"').toString();
  }
}

package dev.tripod.deployer.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// One object of a JSON file, read key by key; whatever is missing or nonsense ends in a [BadFile].
record Keys(Path file, String prefix, JsonNode object) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Keys read(Path file) {
    try {
      var root = MAPPER.readTree(Files.readString(file));
      if (!root.isObject()) {
        throw new BadFile(file, "holds " + root + ": expected a JSON object");
      }
      return new Keys(file, "", root);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw new BadFile(
          file,
          "line %d, column %d: %s"
              .formatted(where.getLineNr(), where.getColumnNr(), e.getOriginalMessage()));
    } catch (IOException e) {
      throw new BadFile(file, "cannot be read (" + e + ")");
    }
  }

  String text(String key, String expected) {
    var value = object.path(key);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw bad(key, value, expected);
    }
    return value.textValue();
  }

  /// An IPv4 or IPv6 address in digits; a name would make the deployer depend on a resolver.
  String address(String key) {
    var expected = "an IP address such as \"10.77.0.11\"";
    var text = text(key, expected);
    if (!text.matches("(\\d{1,3}\\.){3}\\d{1,3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*")) {
      throw bad(key, object.path(key), expected);
    }
    return text;
  }

  URI url(String key) {
    var expected = "a URL such as \"http://10.77.0.10:4646\"";
    try {
      var url = URI.create(text(key, expected));
      if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      // Reported below, with the key and the value.
    }
    throw bad(key, object.path(key), expected);
  }

  Keys inner(String key) {
    var value = object.path(key);
    if (!value.isObject()) {
      throw bad(key, value, "an object");
    }
    return new Keys(file, prefix + key + ".", value);
  }

  <T> List<T> list(String key, BiFunction<Keys, Integer, T> element) {
    var values = object.path(key);
    if (!values.isArray() || values.isEmpty()) {
      throw bad(key, values, "a list with at least one element");
    }
    var list = new ArrayList<T>();
    for (var i = 0; i < values.size(); i++) {
      var name = "%s[%d]".formatted(key, i);
      if (!values.get(i).isObject()) {
        throw bad(name, values.get(i), "an object");
      }
      list.add(element.apply(new Keys(file, prefix + name + ".", values.get(i)), i));
    }
    return List.copyOf(list);
  }

  Map<String, JsonNode> entries() {
    var entries = new LinkedHashMap<String, JsonNode>();
    object.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    return entries;
  }

  BadFile bad(String key, JsonNode value, String expected) {
    return BadFile.key(file, prefix + key, value.isMissingNode() ? "missing" : value, expected);
  }
}

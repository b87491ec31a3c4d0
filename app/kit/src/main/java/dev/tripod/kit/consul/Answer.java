package dev.tripod.kit.consul;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

/// What an agent answered.
///
/// @param found false for 404
/// @param index of what was read; a blocking query waits for a higher one. 0 when Consul names none
record Answer(boolean found, String body, long index) {
  /// @throws com.google.gson.JsonParseException when it is none
  JsonElement json() {
    return JsonParser.parseString(body);
  }
}

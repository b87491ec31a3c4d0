package dev.tripod.kit.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;

/// JSON as RFC 8259 has it: what is read is checked strictly, depth is bounded by the parser.
public final class Json {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private Json() {}

  /// Writes a record, a map, a list, a string or a number; absent (null) fields are left out.
  public static String write(Object value) {
    return GSON.toJson(value);
  }

  /// Reads a text that is exactly one JSON object.
  ///
  /// @throws JsonParseException with a message fit for the sender when the text is not exactly one
  /// JSON object
  public static JsonObject readObject(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement element = JsonParser.parseReader(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonParseException("something follows the JSON object");
      }
      if (element instanceof JsonObject object) {
        return object;
      }
      throw new JsonParseException("the JSON text is not an object");
    } catch (JsonParseException | MalformedJsonException | EOFException failure) {
      throw new JsonParseException(firstLine(failure.getMessage()), failure);
    } catch (IOException impossible) {
      throw new IllegalStateException("reading a string cannot fail", impossible);
    }
  }

  /// Gson adds a link to its troubleshooting page on further lines; that is of no use to a sender.
  private static String firstLine(String message) {
    return message == null
        ? "malformed JSON"
        : message.lines().findFirst().orElse("malformed JSON");
  }
}

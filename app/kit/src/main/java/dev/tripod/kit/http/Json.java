package dev.tripod.kit.http;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonIOException;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// JSON as RFC 8259 has it: what is read is checked strictly, depth is bounded by the parser.
public final class Json {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final Pattern POSITION = Pattern.compile("at line \\d+ column \\d+");

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
        throw new JsonParseException("something follows the JSON text");
      }
      if (element instanceof JsonObject object) {
        return object;
      }
    } catch (JsonSyntaxException | JsonIOException | IOException failure) {
      throw new JsonParseException("malformed" + position(failure.getMessage()), failure);
    }
    throw new JsonParseException("not an object");
  }

  /// Of Gson's message only where it stopped; the rest speaks to programmers.
  private static String position(String message) {
    Matcher matcher = POSITION.matcher(message == null ? "" : message);
    return matcher.find() ? " " + matcher.group() : "";
  }
}

package dev.tripod.items;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import dev.tripod.kit.http.Json;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.UnsupportedMediaTypeResponse;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;

/// The fields of a request, from its query, a JSON body or an urlencoded one. What is missing, of a
/// wrong type or too long is refused with 400 and a sentence that names the field, never its
/// content.
final class ItemRequest {
  /// Longest id, in bytes of UTF-8.
  static final int MAX_ID_BYTES = 1024;

  /// Longest value, in bytes of UTF-8.
  static final int MAX_VALUE_BYTES = 128 * 1024;

  private final UnaryOperator<String> fields;

  private ItemRequest(UnaryOperator<String> fields) {
    this.fields = fields;
  }

  static ItemRequest ofQuery(Context context) {
    return new ItemRequest(context::queryParam);
  }

  static ItemRequest ofBody(Context context) {
    if (context.isFormUrlencoded()) {
      return new ItemRequest(context::formParam);
    }
    if (context.isJson()) {
      JsonObject object = parse(context.body());
      return new ItemRequest(name -> string(object, name));
    }
    throw new UnsupportedMediaTypeResponse(
        "Send the item as application/json or application/x-www-form-urlencoded");
  }

  byte[] id() {
    byte[] id = bytes("id", MAX_ID_BYTES);
    if (id.length == 0) {
      throw new BadRequestResponse("id is empty");
    }
    return id;
  }

  byte[] value() {
    return bytes("val", MAX_VALUE_BYTES);
  }

  private byte[] bytes(String name, int maxBytes) {
    String text = fields.apply(name);
    if (text == null) {
      throw new BadRequestResponse(name + " is missing");
    }
    byte[] bytes = encode(name, text);
    if (bytes.length > maxBytes) {
      throw new BadRequestResponse(
          "%s is %d bytes long: at most %d are taken".formatted(name, bytes.length, maxBytes));
    }
    return bytes;
  }

  /// Unlike `String.getBytes` it refuses half a character instead of storing a question mark in its
  /// place.
  private static byte[] encode(String name, String text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException _) {
      throw new BadRequestResponse(name + " is not valid Unicode");
    }
  }

  private static JsonObject parse(String body) {
    try {
      return Json.readObject(body);
    } catch (JsonParseException failure) {
      throw new BadRequestResponse("The body is not a JSON object: " + failure.getMessage());
    }
  }

  private static String string(JsonObject object, String name) {
    JsonElement element = object.get(name);
    if (element == null) {
      return null;
    }
    if (element instanceof JsonPrimitive primitive && primitive.isString()) {
      return primitive.getAsString();
    }
    throw new BadRequestResponse(name + " is not a string");
  }
}

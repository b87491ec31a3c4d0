package dev.tripod.kit.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/// The body of an error (RFC 9457). `title` names the kind of error and does not vary, `detail`
/// says what failed in this case. Nothing of the program's inside goes out: no stack trace, no
/// class name.
public record Problem(String title, int status, String detail) {
  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(int status, String detail) {
    HttpStatus known = HttpStatus.forStatus(status);
    String title = known == HttpStatus.UNKNOWN ? "Status " + status : known.getMessage();
    return new Problem(title, status, detail);
  }

  /// Makes this problem the response.
  public void answer(Context context) {
    context.status(status).contentType(MEDIA_TYPE).result(Json.write(this));
  }
}

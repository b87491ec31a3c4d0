package dev.tripod.deployer.logs;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Reads lines of UTF-8 from bytes, and counts the bytes. A line that is longer than [#LONGEST] is
/// given in pieces, so the memory that this takes is bounded.
final class LineReader {
  static final int LONGEST = 8192;

  private final InputStream in;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long taken;

  LineReader(InputStream in) {
    this.in = new BufferedInputStream(in);
  }

  /// The next whole line; empty at the end.
  Optional<String> next() throws IOException {
    for (var read = in.read(); read >= 0; read = in.read()) {
      if (read == '\n' || line.size() == LONGEST) {
        return Optional.of(ended(read));
      }
      line.write(read);
    }
    return Optional.empty();
  }

  private String ended(int last) {
    var text = text();
    taken += line.size();
    line.reset();
    if (last == '\n') {
      taken++;
    } else {
      line.write(last);
    }
    return text;
  }

  private String text() {
    return line.toString(StandardCharsets.UTF_8).stripTrailing();
  }

  /// What stands after the last whole line.
  String rest() {
    return text();
  }

  /// The bytes of all lines that were given.
  long taken() {
    return taken;
  }
}

package dev.tripod.deployer.logs;

import dev.tripod.deployer.nomad.LogApi;
import dev.tripod.deployer.nomad.LogApi.Extent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/// Reads one log on and on, from where it was before: each line once, whatever breaks in between.
final class Reading {
  /// What is read at most to find a last line.
  private static final int TYPICAL_LINE = 512;

  private final Source source;
  private final Printer printer;
  private long position;
  private long oldest;

  /// One that begins with the first line.
  Reading(Source source, Printer printer) {
    this.source = source;
    this.printer = printer;
  }

  /// The last lines, also one that has not ended when nothing will follow.
  List<String> tail(LogApi logs, int lines, boolean last) {
    var extent = logs.extent(source.key());
    oldest = extent.oldest();
    position = Math.max(0, extent.size() - (lines + 1L) * TYPICAL_LINE);
    var kept = new ArrayDeque<String>();
    var cut = position > 0;
    var rest = read(logs.read(source.key(), position), line -> keep(kept, line, lines + 1));
    if (last && !rest.isEmpty()) {
      keep(kept, rest, lines + 1);
    }
    // The first one began before the place where the reading did, perhaps.
    if (kept.size() > lines || (cut && !kept.isEmpty())) {
      kept.removeFirst();
    }
    return List.copyOf(kept);
  }

  private static void keep(ArrayDeque<String> kept, String line, int most) {
    kept.addLast(line);
    if (kept.size() > most) {
      kept.removeFirst();
    }
  }

  /// Prints each line that comes, until the connection breaks or the thread is interrupted.
  void follow(LogApi logs) {
    find(logs.extent(source.key()));
    read(logs.follow(source.key(), position), this::print);
  }

  /// Prints what is left of a log to which nothing is added any more.
  void finish(LogApi logs) {
    find(logs.extent(source.key()));
    var rest = read(logs.read(source.key(), position), this::print);
    if (!rest.isEmpty()) {
      print(rest);
    }
  }

  /// Nomad removes the oldest files of a long log, which moves positions.
  private void find(Extent extent) {
    if (extent.oldest() != oldest) {
      printer.note(source, "lines may be missing here: Nomad has removed old ones meanwhile");
      oldest = extent.oldest();
      position = extent.size();
    }
  }

  void print(String line) {
    printer.line(source, line);
  }

  /// Gives each whole line; returns what stands after the last one.
  private String read(InputStream body, Consumer<String> lines) {
    var reader = new LineReader(body);
    var begin = position;
    try (body) {
      for (var line = reader.next(); line.isPresent(); line = reader.next()) {
        lines.accept(line.get());
        position = begin + reader.taken();
      }
      return reader.rest();
    } catch (IOException e) {
      throw new Broken(e);
    }
  }

  /// The connection broke in the middle of a log.
  static final class Broken extends RuntimeException {
    Broken(IOException cause) {
      super("the connection broke: " + cause.getMessage(), cause);
    }
  }
}

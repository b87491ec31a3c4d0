package dev.tripod.deployer.simulate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The demand on a group over time: each point holds until the next one, the last one as long as
/// the one before it.
public final class Trace {
  private static final int MOST_POINTS = 1_000_000;
  private static final double MILLIS = 1000;

  private final String name;
  private final long[] atMillis;
  private final double[] demand;

  /// The demand from a time on.
  ///
  /// @param seconds since the begin
  public record Point(double seconds, double demand) {}

  private Trace(String name, List<Point> points) {
    this.name = name;
    this.atMillis = points.stream().mapToLong(p -> Math.round(p.seconds() * MILLIS)).toArray();
    this.demand = points.stream().mapToDouble(Point::demand).toArray();
  }

  /// A trace of points in their order.
  ///
  /// @throws IllegalArgumentException when there are fewer than two points, or times do not grow
  public static Trace of(String name, List<Point> points) {
    for (int i = 1; i < points.size(); i++) {
      if (!(points.get(i).seconds() > points.get(i - 1).seconds())) {
        throw new IllegalArgumentException(
            name + ": times must grow, found " + points.get(i) + " after " + points.get(i - 1));
      }
    }
    if (points.size() < 2) {
      throw new IllegalArgumentException(name + ": expected two points or more");
    }
    return new Trace(name, points);
  }

  /// Reads lines of `seconds,demand`; a first line of words is a header, and `#` begins a comment.
  ///
  /// @throws IllegalArgumentException that names the line that is wrong
  public static Trace read(String name, List<String> lines) {
    var points = new ArrayList<Point>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      boolean header = points.isEmpty() && !line.isEmpty() && Character.isLetter(line.charAt(0));
      if (!line.isEmpty() && !line.startsWith("#") && !header) {
        points.add(point(name, number, line));
      }
      if (points.size() > MOST_POINTS) {
        throw new IllegalArgumentException(name + ": more than " + MOST_POINTS + " points");
      }
    }
    return of(name, points);
  }

  private static Point point(String name, int number, String line) {
    String[] fields = line.split(",", -1);
    try {
      double seconds = Double.parseDouble(fields[0].strip());
      double demand = Double.parseDouble(fields[1].strip());
      if (fields.length == 2 && seconds >= 0 && demand >= 0 && Double.isFinite(seconds + demand)) {
        return new Point(seconds, demand);
      }
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
      // Told below, like every other line that is wrong.
    }
    throw new IllegalArgumentException(
        "%s:%d: expected seconds,demand, both 0 or more, found \"%s\""
            .formatted(name, number, line));
  }

  public String name() {
    return name;
  }

  public Duration length() {
    int last = atMillis.length - 1;
    return Duration.ofMillis(2 * atMillis[last] - atMillis[last - 1]);
  }

  /// The demand at a time; before the first point, that of the first.
  double at(long millis) {
    return demand[index(millis)];
  }

  /// The mean demand of a time that has passed.
  double mean(long fromMillis, long toMillis) {
    long from = Math.max(0, fromMillis);
    if (toMillis <= from) {
      return at(toMillis);
    }
    double sum = 0;
    long position = from;
    for (int i = index(from); position < toMillis; i++) {
      long end = i + 1 < atMillis.length ? Math.min(toMillis, atMillis[i + 1]) : toMillis;
      sum += demand[i] * (end - position);
      position = end;
    }
    return sum / (toMillis - from);
  }

  /// The highest demand of a time.
  double highest(long fromMillis, long toMillis) {
    double highest = 0;
    for (int i = index(fromMillis); i < demand.length; i++) {
      if (atMillis[i] > toMillis) {
        break;
      }
      highest = Math.max(highest, demand[i]);
    }
    return highest;
  }

  private int index(long millis) {
    int found = Arrays.binarySearch(atMillis, millis);
    return Math.max(0, found >= 0 ? found : -found - 2);
  }
}

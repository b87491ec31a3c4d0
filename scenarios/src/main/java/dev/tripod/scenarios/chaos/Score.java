package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.load.Judgement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/// What the runs of a row came to, against what clients may see. Of numbers that are not added
/// up the worst run counts.
record Score(String row, Limit limit, List<Run> runs) {
  Score {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("row " + row + " was not run");
    }
  }

  int acknowledged() {
    return sum(Judgement::acknowledged);
  }

  int lost() {
    return sum(judgement -> judgement.lost().size());
  }

  int unknown() {
    return sum(Judgement::unknown);
  }

  int unknownThere() {
    return sum(Judgement::unknownThere);
  }

  int refused() {
    return sum(Judgement::refused);
  }

  /// Writes that are there though the API had said that nothing was written.
  int refusedThere() {
    return sum(Judgement::refusedThere);
  }

  int failedReads() {
    return worst(Run::failedReads);
  }

  int failedWrites() {
    return worst(Run::failedWrites);
  }

  Duration longest(Function<Run, Duration> time) {
    return runs.stream().map(time).max(Duration::compareTo).orElseThrow();
  }

  /// Of all faults of all runs; of an even number the lower one of the middle two.
  ///
  /// @param times of a run, one for each fault
  Duration median(Function<Run, List<Duration>> times) {
    var sorted = runs.stream().map(times).flatMap(List::stream).sorted().toList();
    return sorted.isEmpty() ? Duration.ZERO : sorted.get((sorted.size() - 1) / 2);
  }

  int faults() {
    return runs.stream().mapToInt(run -> run.writeGaps().size()).sum();
  }

  /// How often each kind of failure came.
  Map<String, Integer> failures() {
    var all = new TreeMap<String, Integer>();
    runs.forEach(
        run -> run.failures().forEach((kind, count) -> all.merge(kind, count, Integer::sum)));
    return all;
  }

  boolean passed() {
    return complaints().isEmpty();
  }

  /// "pass", or "fail: why".
  String verdict() {
    return passed() ? "pass" : "fail: " + String.join("; ", complaints());
  }

  private List<String> complaints() {
    var complaints = new ArrayList<String>();
    runs.forEach(run -> run.complaint().ifPresent(complaints::add));
    if (acknowledged() == 0) {
      complaints.add("no write was acknowledged, so nothing could be lost");
    }
    if (lost() > 0) {
      complaints.add(lost() + " acknowledged writes are lost");
    }
    if (refusedThere() > 0) {
      complaints.add(refusedThere() + " writes are there that were said not to be written");
    }
    tooLong(complaints, "without a successful write", longest(Run::writeGap), limit.writeGap());
    tooLong(complaints, "without a successful read", longest(Run::readGap), limit.readGap());
    tooLong(
        complaints,
        "until a write was refused",
        longest(Run::slowestRefusalMeanwhile),
        limit.refusal());
    tooMany(complaints, "reads", failedReads(), limit.failedReads());
    tooMany(complaints, "writes", failedWrites(), limit.failedWrites());
    return complaints;
  }

  private static void tooLong(
      List<String> complaints, String what, Duration seen, Duration allowed) {
    if (seen.compareTo(allowed) > 0) {
      complaints.add(
          String.format(
              Locale.ROOT,
              "%.3f s %s, not %.3f at most",
              Line.seconds(seen),
              what,
              Line.seconds(allowed)));
    }
  }

  private static void tooMany(List<String> complaints, String what, int seen, int allowed) {
    if (seen > allowed) {
      complaints.add("%d %s of a run failed, not %d at most".formatted(seen, what, allowed));
    }
  }

  private int sum(ToIntFunction<Judgement> number) {
    return runs.stream().map(Run::judgement).mapToInt(number).sum();
  }

  private int worst(ToIntFunction<Run> number) {
    return runs.stream().mapToInt(number).max().orElseThrow();
  }
}

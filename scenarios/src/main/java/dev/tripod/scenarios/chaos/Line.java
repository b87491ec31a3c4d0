package dev.tripod.scenarios.chaos;

import dev.tripod.scenarios.lab.JsonText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// A score as one line of JSON.
final class Line {
  private Line() {}

  static String of(Score score) {
    return JsonText.of(fields(score));
  }

  /// The same of one run, with its number.
  static String ofRun(int run, Score score) {
    var fields = fields(score);
    fields.put("run", run);
    return JsonText.of(fields);
  }

  private static Map<String, Object> fields(Score score) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("row", score.row());
    fields.put("runs", score.runs().size());
    fields.put("acknowledged", score.acknowledged());
    fields.put("lost", score.lost());
    fields.put("unknown", score.unknown());
    fields.put("longest_write_gap_seconds", seconds(score.longest(Run::writeGap)));
    fields.put("longest_read_gap_seconds", seconds(score.longest(Run::readGap)));
    fields.put("verdict", score.verdict());
    addDetails(score, fields);
    return fields;
  }

  private static void addDetails(Score score, Map<String, Object> fields) {
    fields.put("faults", score.faults());
    fields.put("median_write_gap_seconds", seconds(score.median(Run::writeGaps)));
    fields.put("median_read_gap_seconds", seconds(score.median(Run::readGaps)));
    fields.put("unknown_there", score.unknownThere());
    fields.put("refused", score.refused());
    fields.put("refused_there", score.refusedThere());
    fields.put("most_failed_reads", score.failedReads());
    fields.put("most_failed_writes", score.failedWrites());
    fields.put("slowest_refusal_seconds", seconds(score.longest(Run::slowestRefusal)));
    fields.put(
        "slowest_refusal_meanwhile_seconds", seconds(score.longest(Run::slowestRefusalMeanwhile)));
    fields.put("failures", score.failures());
    fields.put("seed", score.runs().getFirst().seed());
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}

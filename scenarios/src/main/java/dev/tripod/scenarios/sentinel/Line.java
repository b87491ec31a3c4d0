package dev.tripod.scenarios.sentinel;

import dev.tripod.scenarios.lab.JsonText;
import dev.tripod.scenarios.load.Judgement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/// Runs as one line of JSON, with the fields that a row of the failure matrix has too.
final class Line {
  private Line() {}

  static String of(String row, List<Run> runs) {
    return JsonText.of(fields(row, runs));
  }

  /// The same of one run, with its number, its seed, and what was waited for in vain.
  static String ofRun(int number, Run run) {
    var fields = fields(run.fault().row(), List.of(run));
    fields.put("run", number);
    fields.put("seed", run.seed());
    run.complaint().ifPresent(complaint -> fields.put("complaint", complaint));
    return JsonText.of(fields);
  }

  private static Map<String, Object> fields(String row, List<Run> runs) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("row", row);
    fields.put("runs", runs.size());
    fields.put("acknowledged", sum(runs, Judgement::acknowledged));
    fields.put("lost", sum(runs, judgement -> judgement.lost().size()));
    fields.put("unknown", sum(runs, Judgement::unknown));
    fields.put("longest_write_gap_seconds", longestGap(runs).toMillis() / 1000.0);
    fields.put("unknown_there", sum(runs, Judgement::unknownThere));
    fields.put("refused", sum(runs, Judgement::refused));
    fields.put("refused_there", sum(runs, Judgement::refusedThere));
    fields.put("runs_with_loss", runs.stream().filter(run -> run.lost() > 0).count());
    fields.put("most_lost_in_a_run", runs.stream().mapToInt(Run::lost).max().orElse(0));
    return fields;
  }

  private static int sum(List<Run> runs, ToIntFunction<Judgement> number) {
    return runs.stream().map(Run::judgement).mapToInt(number).sum();
  }

  private static Duration longestGap(List<Run> runs) {
    return runs.stream().map(Run::writeGap).max(Duration::compareTo).orElse(Duration.ZERO);
  }
}

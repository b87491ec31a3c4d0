package dev.tripod.deployer.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.rollout.Audience;
import dev.tripod.deployer.rollout.Event;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;

/// Tells each event as one line of JSON, for programs.
public final class JsonLines implements Audience {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final PrintWriter out;
  private final InstantSource clock;

  public JsonLines(PrintWriter out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  @Override
  public synchronized void hears(Event event) {
    var line =
        switch (event) {
          case Event.Note note -> about("note", note.job()).put("text", note.text());
          case Event.Registered registered ->
              about("registered", registered.job())
                  .put("version", registered.version())
                  .put("changes", registered.changes());
          case Event.Going going -> going(going);
          case Event.Failure failure -> failure(failure);
          case Event.Ended ended ->
              about("ended", ended.job())
                  .put("outcome", ended.outcome().name())
                  .put("version", ended.version())
                  .put("text", ended.text())
                  .put("seconds", seconds(ended.elapsed()));
        };
    out.println(line);
    out.flush();
  }

  private ObjectNode going(Event.Going event) {
    return about("going", event.job())
        .put("version", event.version())
        .put("desired", event.tally().desired())
        .put("placed", event.tally().placed())
        .put("healthy", event.tally().healthy())
        .put("unhealthy", event.tally().unhealthy())
        .put("text", event.text())
        .put("seconds", seconds(event.elapsed()));
  }

  private ObjectNode failure(Event.Failure event) {
    var report = event.report();
    var line = about("failure", report.job()).put("headline", report.headline());
    line.set("tasks", MAPPER.valueToTree(report.tasks()));
    line.put("more", report.more());
    line.set("checks", MAPPER.valueToTree(report.checks()));
    report.theirs().ifPresent(entry -> line.set("theirs", MAPPER.valueToTree(entry)));
    return line.put("next", report.next());
  }

  private ObjectNode about(String event, JobKey job) {
    return MAPPER
        .createObjectNode()
        .put("time", clock.instant().toString())
        .put("event", event)
        .put("namespace", job.namespace())
        .put("job", job.id());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  @Override
  public boolean says(String question) {
    return false;
  }
}

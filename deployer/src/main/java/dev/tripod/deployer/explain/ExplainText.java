package dev.tripod.deployer.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What `/v1/explain` says, in words.
public final class ExplainText {
  private final Instant now;
  private final List<String> lines = new ArrayList<>();

  private ExplainText(Instant now) {
    this.now = now;
  }

  /// The lines for a person, one block for each group.
  public static List<String> of(JsonNode answer, Instant now) {
    var text = new ExplainText(now);
    stream(answer.path("groups")).forEach(text::group);
    return text.lines;
  }

  private void group(JsonNode group) {
    JsonNode policy = group.path("policy");
    String name = policy.path("group").asText();
    if (policy.path("state").asText().equals("refused")) {
      lines.add(name + ": the policy is refused, so the group is not scaled");
      stream(policy.path("problems")).forEach(problem -> lines.add("  " + problem.asText()));
      return;
    }
    JsonNode latest = group.path("latest");
    if (latest.isMissingNode()) {
      lines.add(name + ": not evaluated yet");
      return;
    }
    lines.add(
        "%s: %s desired, %s running, %s to %s allowed"
            .formatted(
                name,
                latest.path("desired").asText("?"),
                latest.path("running").asText("?"),
                policy.path("min").asText(),
                policy.path("max").asText()));
    now(latest);
    latest.path("samples").properties().forEach(one -> sample(one.getKey(), one.getValue()));
    stream(latest.path("votes")).forEach(this::vote);
    stream(latest.path("steps")).forEach(this::step);
    changes(group.path("changes"));
  }

  private void now(JsonNode latest) {
    String ago = ago(latest.path("at").asText());
    row("now", "%s: %s (%s ago)".formatted(decision(latest), reasons(latest), ago));
    if (latest.has("nomad")) {
      row("nomad", latest.path("nomad").asText());
    }
  }

  private void sample(String query, JsonNode sample) {
    row(
        "metric",
        sample.has("value")
            ? "%s = %s, of %s ago"
                .formatted(query, sample.path("value").asText(), ago(sample.path("at").asText()))
            : query + ": " + sample.path("missing").asText());
  }

  private void vote(JsonNode vote) {
    String substitute = vote.has("substitute") ? " (" + vote.path("substitute").asText() + ")" : "";
    row(
        "check",
        "%s wants %d: %s%s"
            .formatted(
                vote.path("check").asText(),
                vote.path("wanted").asInt(),
                vote.path("reason").asText(),
                substitute));
  }

  private void step(JsonNode step) {
    row(
        "rule",
        "%s: %d → %d, %s"
            .formatted(
                step.path("rule").asText(),
                step.path("from").asInt(),
                step.path("to").asInt(),
                step.path("why").asText()));
  }

  private void changes(JsonNode changes) {
    if (changes.isEmpty()) {
      row("changes", "none since this autoscaler leads");
    }
    stream(changes).forEach(this::change);
  }

  private void change(JsonNode change) {
    String at = change.path("at").asText();
    row("change", "%s  %s: %s".formatted(at, decision(change), reasons(change)));
  }

  private void row(String label, String text) {
    lines.add("  %-9s%s".formatted(label, text));
  }

  private static String decision(JsonNode view) {
    String count = view.path("desired").asText("?");
    return switch (view.path("kind").asText()) {
      case "scale" -> count + " → " + view.path("wanted").asInt();
      case "defer" ->
          "defer %s → %d (%s)"
              .formatted(count, view.path("wanted").asInt(), view.path("cause").asText());
      default -> "hold %s (%s)".formatted(count, view.path("cause").asText());
    };
  }

  private static String reasons(JsonNode view) {
    return String.join("; ", stream(view.path("reasons")).map(JsonNode::asText).toList());
  }

  private String ago(String instant) {
    Duration age = Duration.between(Instant.parse(instant), now);
    return String.format(Locale.ROOT, "%.1f s", age.toMillis() / 1000.0);
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }
}

package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/// The text that a version of a job was made from. Nomad keeps it beside the version, for
/// people; it is no part of the job, so it makes none differ.
///
/// @param format Nomad's word: `hcl2` or `json`
/// @param variables the text of a variables file; its first line may be a signature
public record Source(String format, String text, String variables) {
  /// Of a job whose text nobody kept.
  public static final Source NONE = new Source("", "", "");

  public static Source hcl(String text, String variables) {
    return new Source("hcl2", text, variables);
  }

  /// Stands for the text that nobody kept.
  public static Source json(ObjectNode job) {
    return new Source("json", job.toPrettyString(), "");
  }

  static Source read(JsonNode submission) {
    return new Source(
        submission.path("Format").asText(),
        submission.path("Source").asText(),
        submission.path("Variables").asText(""));
  }

  public Source signed(Signature by) {
    return new Source(format, text, by.over(variables));
  }

  public Optional<Signature> signature() {
    return Signature.of(variables);
  }

  Optional<ObjectNode> submission() {
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(
            JsonNodeFactory.instance
                .objectNode()
                .put("Format", format)
                .put("Source", text)
                .put("Variables", variables));
  }
}

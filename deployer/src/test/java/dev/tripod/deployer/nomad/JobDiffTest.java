package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.Specs;
import org.junit.jupiter.api.Test;

class JobDiffTest {
  private static final String SAME = "{\"Type\": \"None\"}";

  /// What Nomad answers when it compared only its own indexes in a scaling block.
  private static final String EMPTY_EDIT =
      """
      {"Type": "Edited", "Fields": null, "TaskGroups": [
        {"Type": "Edited", "Fields": null, "Objects": [
          {"Name": "Scaling", "Type": "Edited", "Fields": null, "Objects": null}],
         "Tasks": [{"Type": "None", "Fields": [{"Name": "x", "Type": "None"}]}]}]}
      """;

  @Test
  void fieldsThatDifferCount() {
    assertThat(differs(EMPTY_EDIT.replace("\"Type\": \"None\"}]", "\"Type\": \"Edited\"}]")))
        .isTrue();
  }

  @Test
  void whatIsAddedOrDeletedCounts() {
    assertThat(differs("{\"Type\": \"Added\"}")).isTrue();
    assertThat(differs("{\"Type\": \"Edited\", \"TaskGroups\": [{\"Type\": \"Deleted\"}]}"))
        .isTrue();
  }

  @Test
  void anEditWithoutAFieldIsNone() {
    assertThat(differs(SAME)).isFalse();
    assertThat(differs(EMPTY_EDIT)).isFalse();
  }

  @Test
  void policiesAreComparedByValue() {
    assertThat(differs(EMPTY_EDIT, "{\"target\": 5}", "{\"target\": 5.0}")).isFalse();
    assertThat(differs(EMPTY_EDIT, "{\"target\": 5}", "{\"target\": 6}")).isTrue();
    assertThat(differs(EMPTY_EDIT, "null", "{}")).isFalse();
    assertThat(differs(EMPTY_EDIT, "{\"target\": 5}", "null")).isTrue();
  }

  private static boolean differs(String diff) {
    return differs(diff, "{}", "{}");
  }

  private static boolean differs(String diff, String wanted, String live) {
    return JobDiff.differs(Specs.json(diff), job(wanted), job(live));
  }

  private static ObjectNode job(String policy) {
    return Specs.json(
        "{\"TaskGroups\": [{\"Name\": \"g\", \"Scaling\": {\"Policy\": " + policy + "}}]}");
  }
}

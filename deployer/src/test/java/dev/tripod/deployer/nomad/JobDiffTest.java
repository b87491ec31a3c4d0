package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.Specs;
import dev.tripod.deployer.nomad.Change.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDiffTest {
  /// What Nomad answers when it compared only its own indexes in a scaling block.
  private static final String EMPTY_EDIT =
      """
      {"Type": "Edited", "Fields": null, "TaskGroups": [
        {"Type": "Edited", "Name": "g", "Fields": null, "Objects": [
          {"Name": "Scaling", "Type": "Edited", "Fields": null, "Objects": null}],
         "Tasks": [{"Type": "None", "Name": "t",
           "Fields": [{"Name": "x", "Type": "None", "Old": "1", "New": "2"}]}]}]}
      """;

  @Test
  void aFieldThatDiffersIsAChangeWithItsPlace() {
    var edit =
        EMPTY_EDIT.replace(
            "\"Type\": \"None\", \"Old\"",
            "\"Type\": \"Edited\", \"Annotations\": [\"forces create\"], \"Old\"");

    assertThat(changes(edit))
        .containsExactly(
            new Change(
                Kind.EDITED,
                List.of("group g", "task t", "x"),
                "1",
                "2",
                List.of("forces create")));
  }

  @Test
  void aPartWithoutFieldsThatIsAddedOrDeletedIsAChange() {
    assertThat(changes("{\"Type\": \"Added\"}")).containsExactly(part(Kind.ADDED, "job"));
    assertThat(
            changes(
                "{\"Type\": \"Edited\", \"TaskGroups\": [{\"Type\": \"Deleted\", \"Name\": \"g\"}]}"))
        .containsExactly(part(Kind.REMOVED, "group g"));
  }

  @Test
  void anEditWithoutAFieldIsNone() {
    assertThat(changes("{\"Type\": \"None\"}")).isEmpty();
    assertThat(changes(EMPTY_EDIT)).isEmpty();
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{'target': 5} | {'target': 5.0} | ",
        "{'target': 5} | {'target': 6}   | EDITED target 5 6",
        "null          | {}              | ",
        "{'target': 5} | null            | REMOVED target 5 ",
        "{}            | {'target': 5}   | ADDED target  5",
        "[{'check': [{'q': 'a'}]}] | [{'check': [{'q': 'b'}]}] | EDITED check/q a b",
        "{'days': [1, 2]} | {'days': [1, 3]} | EDITED days/1 2 3"
      })
  void policiesAreComparedByValue(String before, String after, String expected) {
    var changes = changes(EMPTY_EDIT, before.replace('\'', '"'), after.replace('\'', '"'));

    assertThat(changes.stream().map(JobDiffTest::text).toList())
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  private static String text(Change change) {
    var path = change.path().subList(3, change.path().size());
    return "%s %s %s %s"
        .formatted(change.kind(), String.join("/", path), change.before(), change.after())
        .strip();
  }

  private static Change part(Kind kind, String name) {
    return new Change(kind, List.of(name), "", "", List.of());
  }

  private static List<Change> changes(String diff) {
    return changes(diff, "{}", "{}");
  }

  private static List<Change> changes(String diff, String before, String after) {
    return JobDiff.changes(Specs.json(diff), job(before), job(after));
  }

  private static ObjectNode job(String policy) {
    return Specs.json(
        "{\"TaskGroups\": [{\"Name\": \"g\", \"Scaling\": {\"Policy\": " + policy + "}}]}");
  }
}

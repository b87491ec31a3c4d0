package dev.tripod.deployer.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariablesTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "plain"                  | "plain"
          "a \\"quote\\" \\\\ \\n" | "a \\"quote\\" \\\\ \\n"
          "${x} %{y} $x 5%"        | "$${x} %%{y} $x 5%"
          "\\u0001"                | "\\u0001"
          12                       | 12
          1.5                      | 1.5
          true                     | true
          null                     | null
          [1, "a", []]             | [1, "a", []]
          {"a": {"b-c": [true]}}   | {"a" = {"b-c" = [true]}}
          """)
  void valuesAreWrittenAsHcl(String json, String hcl) throws JsonProcessingException {
    var value = new ObjectMapper().readTree(json);

    assertThat(Variables.render(Map.of("name", value))).isEqualTo("name = " + hcl + "\n");
  }

  @Test
  void aNameThatHclDoesNotTakeIsRefused() throws JsonProcessingException {
    var value = new ObjectMapper().readTree("1");

    assertThatThrownBy(() -> Variables.render(Map.of("not a name", value)))
        .hasMessageContaining("variables.not a name");
  }
}

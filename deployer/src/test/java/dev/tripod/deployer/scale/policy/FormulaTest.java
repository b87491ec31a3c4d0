package dev.tripod.deployer.scale.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormulaTest {
  private static final Map<String, Integer> NAMES = Map.of("a", 3, "b_1", 5, "c.d", 8);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2                        | 2
          2.5                      | 2.5
          a                        | 3
          a + b_1                  | 8
          c.d-a                    | 5
          a * b_1                  | 15
          c.d / b_1                | 1.6
          2 + 3 * 4                | 14
          (2 + 3) * 4              | 20
          10 - 3 - 2               | 5
          24 / 4 / 2               | 3
          24 / 4 * 2               | 12
          2 * 3 - 8 / 4            | 4
          min(a, b_1, c.d)         | 3
          max(a, b_1, c.d)         | 8
          avg(a, b_1)              | 4
          ceil(c.d / b_1)          | 2
          floor(c.d / b_1)         | 1
          max(min(a, 9), 2 * b_1)  | 10
          min ( a )                | 3
          ((((a))))                | 3
          """)
  void computes(String text, double value) {
    assertThat(Formula.parse(text).value(NAMES)).isEqualTo(value);
  }

  @Test
  void aCheckWithoutACountMakesItNoNumber() {
    assertThat(Formula.parse("max(a, unknown)").value(NAMES)).isNaN();
  }

  @Test
  void dividesByZeroIntoNoFiniteNumber() {
    assertThat(Formula.parse("a / 0").value(NAMES)).isInfinite();
    assertThat(Formula.parse("0 / 0").value(NAMES)).isNaN();
  }

  @Test
  void knowsTheNamesInItAndItsText() {
    assertThat(Formula.parse("max(a, 2 * b_1) + a").names()).containsExactly("a", "b_1");
    assertThat(Formula.parse("a+1")).hasToString("a+1").isEqualTo(Formula.parse("a+1"));
    assertThat(Formula.parse("a+1"))
        .hasSameHashCodeAs(Formula.parse("a+1"))
        .isNotEqualTo(Formula.parse("a + 1"))
        .isNotEqualTo("a+1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``          | a number, a check or a function is missing, at character 1
          a +         | a number, a check or a function is missing, at character 4
          + a         | a number, a check or a function is missing, at character 1
          a b         | not expected, at character 3
          a ^ 2       | not expected, at character 3
          (a          | ')' is missing, at character 3
          a)          | not expected, at character 2
          max(a       | ')' is missing, at character 6
          max()       | a number, a check or a function is missing, at character 5
          max(a,)     | a number, a check or a function is missing, at character 7
          1.2.3 + a   | "1.2.3" is no number, at character 6
          2a          | "2a" is no number, at character 3
          pow(a, 9)   | no function "pow"; there are [avg, ceil, floor, max, min], at character 5
          ceil(a, 2)  | "ceil" is of one value, at character 11
          floor(a, 2) | "floor" is of one value, at character 12
          """)
  void saysWhatIsWrongAndWhere(String text, String problem) {
    assertThatIllegalArgumentException().isThrownBy(() -> Formula.parse(text)).withMessage(problem);
  }

  @Test
  void isNoDeeperThanFiftyAndNoLongerThanFiveHundred() {
    assertThat(Formula.parse(nested(49)).value(NAMES)).isEqualTo(3);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Formula.parse(nested(50)))
        .withMessageStartingWith("nested deeper than 50");
    assertThat(Formula.parse("1" + "+1".repeat(249) + " ").value(NAMES)).isEqualTo(250);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Formula.parse("1" + "+1".repeat(250)))
        .withMessageStartingWith("longer than 500 characters");
  }

  @Test
  void besideOneAnotherIsNotDeep() {
    assertThat(Formula.parse("(a)" + "+(a)".repeat(60)).value(NAMES)).isEqualTo(183);
  }

  private static String nested(int depth) {
    return "(".repeat(depth) + "a" + ")".repeat(depth);
  }
}

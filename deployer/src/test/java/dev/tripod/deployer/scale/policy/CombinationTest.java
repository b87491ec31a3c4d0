package dev.tripod.deployer.scale.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.policy.Combination.Want;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Four are desired in all of it.
class CombinationTest {
  private static final int DESIRED = 4;

  @ParameterizedTest
  @CsvSource({
    // what three checks want, and what max, min, and, or make of it
    "4 4 4, 4, 4, 4, 4",
    "6 8 7, 8, 6, 6, 8",
    "2 3 1, 3, 1, 3, 1",
    "6 4 7, 7, 4, 4, 7",
    "2 4 1, 4, 1, 4, 1",
    "2 6 4, 6, 2, 4, 6",
    "2 6 8, 8, 2, 4, 8",
    "5 5 5, 5, 5, 5, 5",
    "0 0 0, 0, 0, 0, 0",
  })
  void joinsByItsWord(String counts, int max, int min, int and, int or) {
    var wants = Arrays.stream(counts.split(" ", -1)).map(one -> want(one, "", one)).toList();

    assertThat(join("max", wants)).isEqualTo(max);
    assertThat(join("min", wants)).isEqualTo(min);
    assertThat(join("and", wants)).isEqualTo(and);
    assertThat(join("or", wants)).isEqualTo(or);
  }

  @ParameterizedTest
  @CsvSource({
    // what two checks of a group and one alone want; the most
    "2 4, 3, 3",
    "4 2, 1, 2",
    "4 4, 1, 4",
    "2 3, 1, 3",
    "4 6, 5, 6",
    "2 4, 4, 4",
  })
  void withinAGroupWhoWantsNoChangeHasNoSay(String group, String alone, int most) {
    String[] counts = group.split(" ", -1);
    var wants = List.of(want("a", "g", counts[0]), want("b", "g", counts[1]), want("c", "", alone));

    assertThat(join("max", wants)).isEqualTo(most);
  }

  @Test
  void twoGroupsDecideEachForItself() {
    var wants =
        List.of(want("a", "g", "2"), want("b", "g", "4"), want("c", "h", "4"), want("d", "h", "3"));

    assertThat(join("max", wants)).isEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource({
    "max(a; 2 * b), 10",
    "(a + b) / 2, 4",
    "a / 2, 2",
    "a - 2 * b, 0",
    "a / (b - 5), 4",
    "max(a; c), 4",
    "a * 1000000000 * 1000000000, 2147483647",
  })
  void aFormulaIsRoundedUpAndKeepsTheCountWhereItIsNoNumber(String formula, int count) {
    var wants = List.of(want("a", "", "3"), want("b", "", "5"));

    assertThat(join(formula.replace(';', ','), wants)).isEqualTo(count);
  }

  @Test
  void onlyAFormulaNamesChecks() {
    assertThat(parse("max(a, b)").names()).containsExactly("a", "b");
    assertThat(parse("max").names()).isEmpty();
  }

  @Test
  void whatIsNeitherWordNorFormulaIsNone() {
    assertThat(Combinations.parse("max(")).isEmpty();
    assertThat(Combinations.parse("")).isEmpty();
    assertThat(Combinations.parse("and or")).isEmpty();
  }

  private static Want want(String check, String group, String count) {
    return new Want(check, group, Integer.parseInt(count));
  }

  private static int join(String combine, List<Want> wants) {
    return parse(combine).join(wants, DESIRED);
  }

  private static Combination parse(String combine) {
    return Combinations.parse(combine).orElseThrow();
  }
}

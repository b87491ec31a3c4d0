package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.nomad.Change.Kind;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChangeTextTest {
  @Test
  void aFieldIsOneLine() {
    assertThat(lines(Kind.EDITED, "50", "60")).containsExactly("~ group web / X: 50 -> 60");
    assertThat(lines(Kind.EDITED, "a", "b")).containsExactly("~ group web / X: \"a\" -> \"b\"");
    assertThat(lines(Kind.ADDED, "", "true")).containsExactly("+ group web / X: true");
    assertThat(lines(Kind.REMOVED, "-1.5", "")).containsExactly("- group web / X: was -1.5");
  }

  @Test
  void aPartWithoutAValueIsItsName() {
    assertThat(lines(Kind.ADDED, "", "")).containsExactly("+ group web / X");
    assertThat(lines(Kind.REMOVED, "", "")).containsExactly("- group web / X");
  }

  @Test
  void whatFollowsIsSaid() {
    var change =
        new Change(
            Kind.EDITED, List.of("Count"), "2", "3", List.of("forces create", "forces other"));

    assertThat(ChangeText.lines(change))
        .containsExactly("~ Count: 2 -> 3 (forces create, forces other)");
  }

  @Test
  void aLineEndAtTheEndMakesNoTextOfManyLines() {
    assertThat(lines(Kind.EDITED, "a\n", "b\n"))
        .containsExactly("~ group web / X: \"a\\n\" -> \"b\\n\"");
  }

  @Test
  void ofTextsOfManyLinesThoseThatDifferAreShown() {
    assertThat(lines(Kind.EDITED, "same\nold\nolder\nend\n", "same\nnew\nend\n"))
        .containsExactly("~ group web / X:", "    - old", "    - older", "    + new");
    assertThat(lines(Kind.ADDED, "", "one\ntwo"))
        .containsExactly("+ group web / X:", "    + one", "    + two");
    assertThat(lines(Kind.EDITED, "a\na\na", "a\na"))
        .as("what is the same is counted once")
        .containsExactly("~ group web / X:", "    - a");
    assertThat(lines(Kind.EDITED, "a\nb\nc", "b\nc"))
        .containsExactly("~ group web / X:", "    - a");
  }

  @Test
  void aLongDifferenceIsCutShort() {
    assertThat(lines(Kind.ADDED, "", numbers(20))).hasSize(21).last().isEqualTo("    + 20");
    assertThat(lines(Kind.ADDED, "", numbers(23)))
        .hasSize(22)
        .last()
        .isEqualTo("    and 3 lines more");
  }

  private static String numbers(int last) {
    return IntStream.rangeClosed(1, last)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining("\n"));
  }

  private static List<String> lines(Kind kind, String before, String after) {
    return ChangeText.lines(new Change(kind, List.of("group web", "X"), before, after, List.of()));
  }
}

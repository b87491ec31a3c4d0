package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoErrorsTest {
  @Test
  void ofNestedListsTheBulletsAreKept() {
    assertThat(
            GoErrors.text(
                """
                1 error occurred:
                \t* Task group web validation failed: 2 errors occurred:
                \t* Task group count can't be negative
                \t* Missing job datacenters

                """))
        .isEqualTo(
            "Task group web validation failed: Task group count can't be negative; Missing job"
                + " datacenters");
  }

  @Test
  void warningsAreSuchListsToo() {
    assertThat(
            GoErrors.text(
                "1 warning:\n\n* Group \"web\" has warnings: 1 error occurred:\n\t* Too many"))
        .isEqualTo("Group \"web\" has warnings: Too many");
  }

  @Test
  void otherTextStaysAsItIs() {
    assertThat(GoErrors.text("job not found\n")).isEqualTo("job not found");
    assertThat(GoErrors.text("")).isEmpty();
  }
}

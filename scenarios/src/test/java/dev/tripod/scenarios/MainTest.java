package dev.tripod.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What is refused before the lab is asked for.
class MainTest {
  private static final int NOT_TRIED = 2;

  @Test
  void aRowThatThereIsNotIsRefused() {
    assertThat(Main.run("chaos", "no-such-row")).isEqualTo(NOT_TRIED);
  }

  @Test
  void runsAreBounded() {
    assertThat(Main.run("chaos", "vip-off", "--runs", "0")).isEqualTo(NOT_TRIED);
    assertThat(Main.run("chaos", "vip-off", "--runs", "101")).isEqualTo(NOT_TRIED);
    assertThat(Main.run("chaos", "vip-off", "--faults", "0")).isEqualTo(NOT_TRIED);
    assertThat(Main.run("chaos", "vip-off", "--faults", "11")).isEqualTo(NOT_TRIED);
    assertThat(Main.run("sentinel", "--runs", "0")).isEqualTo(NOT_TRIED);
    assertThat(Main.run("sentinel", "--runs", "101")).isEqualTo(NOT_TRIED);
  }
}

package dev.tripod.deployer.doctor;

import com.fasterxml.jackson.annotation.JsonValue;

/// How well something is.
public enum Level {
  OK("ok"),
  WARN("warn"),
  FAIL("FAIL"),
  SKIPPED("skipped");

  private final String word;

  Level(String word) {
    this.word = word;
  }

  @JsonValue
  public String word() {
    return word;
  }
}

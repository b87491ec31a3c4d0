package dev.tripod.deployer.doctor;

import java.util.List;

/// Whether this Java is new enough.
record JavaCheck(int version) implements Check {
  private static final int NEEDED = 25;

  @Override
  public String what() {
    return "java";
  }

  @Override
  public List<Finding> look() {
    return List.of(
        version >= NEEDED
            ? Finding.ok(what(), "Java %d runs this.".formatted(version))
            : Finding.fail(
                what(),
                "Java %d runs this; %d or newer is needed.".formatted(version, NEEDED),
                "Install a newer JDK, and run this by tools/java."));
  }
}

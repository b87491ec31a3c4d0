package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Instant AT = Instant.parse("2026-03-01T12:00:00.5Z");
  private static final Source SOURCE = Source.hcl("job \"web\" {}", "level = 1\n");

  @Test
  void aSignatureIsTheFirstLineOfTheVariablesAndReadAgain() {
    var signature = new Signature("rollback to version 3", "ann@desk", AT, "too: loud by far");

    var signed = SOURCE.signed(signature);

    assertThat(signed.variables())
        .isEqualTo(
            """
            # tripod: rollback to version 3 by ann@desk at 2026-03-01T12:00:00.500Z: too: loud by far
            level = 1
            """);
    assertThat(signed.signature()).contains(signature);
  }

  @Test
  void signingAgainReplacesTheSignature() {
    var second = SOURCE.signed(by("first")).signed(by("second"));

    assertThat(second).isEqualTo(SOURCE.signed(by("second")));
  }

  @Test
  void aReasonOfManyLinesStaysInTheComment() {
    assertThat(SOURCE.signed(by(" one\nreleases = {}\r\n")).variables())
        .endsWith(": one releases = {}\nlevel = 1\n");
  }

  @Test
  void otherCommentsAreNone() {
    assertThat(SOURCE.signature()).isEmpty();
    assertThat(Source.hcl("", "# tripod: somebody was here\n").signature()).isEmpty();
    assertThat(Source.hcl("", "# tripod: a by b at noon: c\n").signature()).isEmpty();
  }

  private static Signature by(String reason) {
    return new Signature("submit", "ann@desk", AT, reason);
  }
}

package dev.tripod.deployer.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What single checks make of what they see.
class ChecksTest {
  @ParameterizedTest
  @CsvSource({"24, FAIL", "25, OK", "26, OK"})
  void javaHasToBeNewEnough(int version, Level level) {
    assertThat(new JavaCheck(version).look()).extracting(Finding::level).containsExactly(level);
  }

  @ParameterizedTest
  @CsvSource({"rw-------, OK", "r--------, OK", "rw-r-----, FAIL", "rw-----w-, FAIL"})
  void secretsAreTheirOwnersAlone(String permissions, Level level) {
    var file = Path.of("deployer.json");

    var finding = FilesCheck.secret(file, PosixFilePermissions.fromString(permissions));

    assertThat(finding.level()).isEqualTo(level);
    assertThat(finding.next().contains("chmod 600 deployer.json")).isEqualTo(level == Level.FAIL);
  }

  @Test
  void versionsThatDiffer() {
    var same = Map.of("server a", "1.0", "client a", "1.0");
    assertThat(VersionsCheck.finding("versions", same))
        .isEqualTo(Finding.ok("versions", "All 2 run 1.0."));

    var other = new TreeMap<>(Map.of("server a", "1.0", "server b", "1.1"));
    var finding = VersionsCheck.finding("versions", other);
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.sentence()).isEqualTo("Not all are the same: server a 1.0, server b 1.1.");
  }

  @Test
  void theFullestDiskIsTold() throws Exception {
    var stats =
        json(
            """
            {"Memory": {"Total": 1000, "Available": 150},
             "DiskStats": [{"Mountpoint": "/", "Size": 9, "UsedPercent": 50.2},
                           {"Mountpoint": "/var", "Size": 9, "UsedPercent": 96},
                           {"Mountpoint": "/none", "Size": 0, "UsedPercent": 100}]}
            """);

    var findings = ResourcesCheck.findings("node1", stats);

    assertThat(findings).extracting(Finding::level).containsExactly(Level.WARN, Level.FAIL);
    assertThat(findings)
        .extracting(Finding::sentence)
        .containsExactly("85 % are in use.", "The fullest, /var, is in use by 96 %.");
  }

  @Test
  void aReleaseIsComparedWithWhatWasBuilt(@TempDir Path root) throws Exception {
    var file = write(root, "build/releases.json", "{\"items\": \"1\", \"frontend\": \"2\"}");
    assertThat(fresh(file)).isEqualTo(Level.SKIPPED);

    write(root, "cache/items-1/items.jar", "one");
    var tar = write(root, "cache/items-1.tar", "tar");
    Files.createDirectories(root.resolve("build/releases"));
    Files.createSymbolicLink(root.resolve("build/releases/items-1.tar"), tar);
    write(root, "app/items/target/items.jar", "one");
    assertThat(fresh(file)).isEqualTo(Level.OK);

    write(root, "app/items/target/items.jar", "two");
    assertThat(fresh(file)).isEqualTo(Level.WARN);
  }

  @Test
  void aCheckThatThrowsOrIsLateHasFoundThat() throws Exception {
    var never = new CountDownLatch(1);
    var checks =
        List.of(
            check("fine", () -> List.of(Finding.ok("fine", "Good."))),
            check(
                "broken",
                () -> {
                  throw new IllegalStateException("It is broken.");
                }),
            check(
                "late",
                () -> {
                  never.await();
                  return List.of();
                }));

    var findings = Doctor.findings(checks, Duration.ofMillis(300));

    assertThat(findings)
        .extracting(finding -> finding.level() + " " + finding.what() + ": " + finding.sentence())
        .containsExactly(
            "OK fine: Good.",
            "FAIL broken: It is broken.",
            "FAIL late: This was not known within 0.3 s.");
  }

  private interface Look {
    List<Finding> look() throws Exception;
  }

  private static Check check(String what, Look look) {
    return new Check() {
      @Override
      public String what() {
        return what;
      }

      @Override
      public List<Finding> look() throws Exception {
        return look.look();
      }
    };
  }

  private static Level fresh(Path file) throws Exception {
    return new FreshCheck(file).look().getFirst().level();
  }

  private static Path write(Path root, String name, String text) throws Exception {
    var file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }
}

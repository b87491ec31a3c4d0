package dev.tripod.items.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  /// `printf %s first | sha256sum`
  private static final String FIRST =
      "a7937b64b8caa58f03721bb6bacf5c78cb235febe0e70b1b84cd99541461a08e";

  private static final String SECOND =
      "16367aacb67a4a017c8da8ab95682ccb390863780f7114dda0a0e0c55644c7c4";

  @TempDir private Path folder;

  @Test
  void findsTheNameAndTheLimitOfAKey() throws IOException {
    KeyFile keys =
        KeyFile.open(
            write(
                "# who\n\n  alice %s 60 \nbob\t%s\n"
                    .formatted(FIRST, SECOND.toUpperCase(Locale.ROOT))));
    assertThat(keys.find("first")).contains(new ApiKey("alice", OptionalInt.of(60)));
    assertThat(keys.find("second")).contains(new ApiKey("bob", OptionalInt.empty()));
    assertThat(keys.find("third")).isEmpty();
    assertThat(keys.find("")).isEmpty();
    assertThat(keys.find(FIRST)).as("a hash is no key").isEmpty();
  }

  @Test
  void letsOnePersonHaveTwoKeysWhileTheyChangeThem() throws IOException {
    KeyFile keys = KeyFile.open(write("alice %s 60\nalice %s 60\n".formatted(FIRST, SECOND)));
    assertThat(keys.find("first")).isEqualTo(keys.find("second")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a lonely-word",
        "alice deadbeef",
        "alice H 0",
        "alice H 1000001",
        "alice H -1",
        "alice H 5 more",
        "al:ice H",
        "H",
      })
  void namesTheMalformedLineAndNothingOfWhatItHolds(String line) throws IOException {
    String written = line.replace("H", SECOND);
    Path file = write("alice %s\n%s\n".formatted(FIRST, written));
    assertThatThrownBy(() -> KeyFile.open(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("API_KEYS_FILE is \"%s\": expected line 2 to be ".formatted(file))
        .hasMessageContaining("NAME SHA256HEX [CHANGES_PER_MINUTE]")
        .hasMessageNotContainingAny(SECOND, "deadbeef", "lonely");
  }

  @Test
  void refusesAFileThatIsMissingTooLongOrHasAKeyTwice() throws IOException {
    assertRefused(folder.resolve("nowhere"), "a file that can be read");
    assertRefused(write("#".repeat(KeyFile.MAX_BYTES + 1)), "at most");
    assertRefused(write("a %s\nb %s\n".formatted(FIRST, FIRST)), "line 2 to be a key that no line");
    StringBuilder many = new StringBuilder();
    for (int i = 0; i <= ApiKeys.MAX_KEYS; i++) {
      many.append("name %064x%n".formatted(i));
    }
    assertRefused(write(many.toString()), "at most 1000 keys");
  }

  @Test
  void followsTheFileAndKeepsTheLastGoodVersion() throws IOException {
    Path file = write("alice %s\n".formatted(FIRST));
    KeyFile keys = KeyFile.open(file);
    write("alice %s\n".formatted(SECOND));
    Await.until("the new key is known", SOON, () -> keys.find("second").isPresent());
    assertThat(keys.find("first")).as("the old one is revoked").isEmpty();

    write("alice nonsense\n");
    assertKeepsFor(keys);
    Files.delete(file);
    assertKeepsFor(keys);

    write("bob %s 5\n".formatted(FIRST));
    Await.until("it goes on from there", SOON, () -> keys.find("first").isPresent());
    write("# nobody\n");
    Await.until("all are revoked", SOON, () -> keys.find("first").isEmpty());
  }

  /// Longer than it takes to look at the file again.
  private static void assertKeepsFor(KeyFile keys) {
    long start = System.nanoTime();
    Await.until(
        "two looks at the file",
        SOON,
        () -> {
          assertThat(keys.find("second")).isPresent();
          return System.nanoTime() - start > Duration.ofMillis(2_100).toNanos();
        });
  }

  private static void assertRefused(Path file, String expected) {
    assertThatThrownBy(() -> KeyFile.open(file))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected)
        .hasMessageNotContaining(FIRST);
  }

  /// As Nomad replaces a rendered file: at once.
  private Path write(String text) throws IOException {
    Path next = Files.writeString(folder.resolve("next"), text);
    return Files.move(
        next,
        folder.resolve("keys"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
  }
}

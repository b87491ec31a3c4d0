package dev.tripod.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tripod.scenarios.lab.Checkout;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixTest {
  @Test
  void namesAreUnique() {
    assertThat(Matrix.ROWS).extracting(Row::name).doesNotHaveDuplicates();
  }

  @Test
  void aRowIsFoundByItsName() {
    assertThat(Matrix.named(List.of())).isEqualTo(Matrix.ROWS);
    assertThat(Matrix.named(List.of("vip-off"))).extracting(Row::name).containsExactly("vip-off");
    assertThatThrownBy(() -> Matrix.named(List.of("vip-of")))
        .hasMessageStartingWith("no row is called 'vip-of'; there are: redis-master-killed, ");
  }

  @Test
  void everyFaultIsOverLongBeforeTheLoadIs() {
    assertThat(Matrix.ROWS).allMatch(row -> row.lasts().compareTo(Duration.ofMinutes(2)) < 0);
  }

  /// The table of docs/chaos.md: row, fault, seconds that it lasts, limits of writes and
  /// reads.
  @Test
  void theDocumentListsEachRowWithItsLimits() throws IOException {
    var document = Files.readAllLines(Checkout.find().root().resolve("docs/chaos.md"));

    var documented =
        document.stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.replaceFirst("\\| (`[^`]+`) \\| [^|]+ \\|", "| $1 |"))
            .toList();

    assertThat(documented)
        .containsExactlyElementsOf(Matrix.ROWS.stream().map(this::cells).toList());
  }

  private String cells(Row row) {
    var limit = row.allowed();
    return "| `%s` | %s | %s | %s | %s |"
        .formatted(
            row.name(),
            seconds(row.lasts()),
            seconds(limit.writeGap()),
            seconds(limit.readGap()),
            limit.failedWrites() == 0 ? "none" : limit.failedReads());
  }

  private static String seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3).stripTrailingZeros().toPlainString();
  }
}

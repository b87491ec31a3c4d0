package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.scenarios.explain.Trial;
import dev.tripod.scenarios.explain.Trials;
import dev.tripod.scenarios.explain.Trying;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever comes of a submission, the deployer's exit code and words tell it.
class ExplainLabTest extends WorldTest {
  static List<Trial> trials() {
    return Trials.all();
  }

  @ParameterizedTest
  @MethodSource("trials")
  void isTold(Trial trial, @TempDir Path folder) throws InterruptedException {
    var deed = new Trying(world, folder).deployer(trial);

    assertThat(deed.output().said()).contains(trial.words());
    assertThat(deed.output().exitCode()).isEqualTo(trial.exitCode());
  }
}

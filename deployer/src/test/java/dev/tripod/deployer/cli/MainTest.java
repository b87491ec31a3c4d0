package dev.tripod.deployer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command line without a cluster: usage, wrong input, nobody there.
class MainTest {
  private static final String NOBODY_THERE =
      """
      {"name": "x", "nodes": [{"name": "node1", "address": "127.0.0.1"}],
       "vip": {"address": "127.0.0.1"},
       "urls": {"site": "http://127.0.0.1", "nomad": "http://127.0.0.1:9",
                "consul": "http://127.0.0.1:9", "prometheus": "http://127.0.0.1:9"}}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void withoutAVerbTheUsageIsAnError() {
    assertThat(run()).isEqualTo(ExitCode.CANNOT.number());
    assertThat(err.toString()).contains("submit", "status", "autoscale");
  }

  @Test
  void helpIsNone() {
    assertThat(run("submit", "--help")).isZero();
    assertThat(out.toString()).contains("--cluster", "--jobs", "--releases", "--timeout");
  }

  @Test
  void eachVerbIsDescribedAndHasAnExample() {
    run("--help");
    var verbs =
        out.toString()
            .lines()
            .dropWhile(line -> !line.equals("Commands:"))
            .skip(1)
            .takeWhile(line -> !line.isBlank())
            .filter(line -> line.matches("  [a-z]+ .*"))
            .map(line -> line.strip().split(" ", 2)[0])
            .toList();
    assertThat(verbs).contains("plan", "submit", "status", "gc", "completion").hasSize(13);
    for (var verb : verbs) {
      out.getBuffer().setLength(0);
      assertThat(run(verb, "--help")).isZero();
      assertThat(out.toString()).contains("Usage: deployer " + verb + " ", "Example");
    }
  }

  @Test
  void aMisspeltVerbIsAnError() {
    assertThat(run("sumbit")).isEqualTo(ExitCode.CANNOT.number());
    assertThat(err.toString()).contains("Unmatched argument at index 0: 'sumbit'", "submit");
  }

  @Test
  void theCompletionIsAScriptThatBashTakes(@TempDir Path folder) throws Exception {
    assertThat(run("completion")).isZero();
    var script = Files.writeString(folder.resolve("completion"), out.toString());
    var bash =
        new ProcessBuilder(
                "bash",
                "-c",
                "source "
                    + script
                    + "; COMP_WORDS=(deployer submit --prom); COMP_CWORD=2;"
                    + " _complete_deployer; echo ${COMPREPLY[@]}")
            .start();
    assertThat(bash.inputReader().readLine()).isEqualTo("--promote");
  }

  @Test
  void exitCodesAreToldByTheHelpAndTheReadme() throws IOException {
    run("--help");
    var readme = Files.readString(Path.of("../README.md"));

    for (var code : ExitCode.values()) {
      assertThat(out.toString()).contains("  %d   %s".formatted(code.number(), code.meaning()));
      assertThat(readme).contains("| %d | %s |".formatted(code.number(), code.meaning()));
    }
  }

  @Test
  void anUnknownOptionIsNamed() {
    assertThat(run("status", "--jason")).isEqualTo(ExitCode.CANNOT.number());
    assertThat(err.toString()).contains("Unknown option: '--jason'");
  }

  @Test
  void aDurationIsChecked() {
    assertThat(run("submit", "--timeout", "soon")).isEqualTo(ExitCode.CANNOT.number());
    assertThat(err.toString()).contains("'soon' is no duration: expected one such as 90s or 5m");
    assertThat(run("submit", "--timeout", "0s")).isEqualTo(ExitCode.CANNOT.number());
  }

  @Test
  void aMissingClusterFileSaysWhatToDo() {
    assertThat(run("submit", "--cluster", "no/such.json")).isEqualTo(ExitCode.CANNOT.number());
    assertThat(err.toString()).startsWith("no/such.json: does not exist; `make up`");
  }

  @Test
  void aClusterThatIsDownIsUnreachable(@TempDir Path folder) throws Exception {
    var file = Files.writeString(folder.resolve("cluster.json"), NOBODY_THERE).toString();

    assertThat(run("submit", "--cluster", file)).isEqualTo(ExitCode.UNREACHABLE.number());
    assertThat(err.toString()).contains("Nomad answers at none of", "make up");
    assertThat(run("status", "--cluster", file)).isEqualTo(ExitCode.NOT_AS_WANTED.number());
    assertThat(out.toString()).contains("node1 NOT READY", "Consul has no leader.", "not ok");
  }

  private int run(String... args) {
    return Main.run(args, new PrintWriter(out), new PrintWriter(err));
  }
}

package dev.tripod.deployer.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What nodes lack, and what may go from them.
class StockTest {
  private static Set<Release> releases(String text) {
    return text == null
        ? Set.of()
        : new TreeSet<>(Stock.read(Map.of("any", text)).nodes().get("any"));
  }

  @ParameterizedTest
  @CsvSource({
    // node a, node b, wanted, what is lacking and where
    "web/1 web/2, web/2, web/2, {}",
    "web/1, web/2, web/2, {web/2=[a]}",
    "web/1, '', web/1 api/7, '{api/7=[a, b], web/1=[b]}'",
    "'', '', , {}",
    "nonsense web/1, web/1, web/1, {}",
  })
  void whatIsWantedAndNotThereIsLacking(String a, String b, String wanted, String lacking) {
    var stock = Stock.read(Map.of("a", a, "b", b));

    assertThat(stock.missing(releases(wanted))).hasToString(lacking);
  }

  @ParameterizedTest
  @CsvSource({
    // node a, node b, wanted, how many stay, what goes and from where
    "web/1 web/2 web/3, '', , 2, {web/1=[a]}",
    "web/1 web/2 web/3, web/3, , 1, '{web/1=[a], web/2=[a]}'",
    "web/1 web/2 web/3, web/1 web/2 web/3, web/1, 1, '{web/2=[a, b]}'",
    "web/1 web/2 web/3, web/1 web/2 web/3, , 0, '{web/1=[a, b], web/2=[a, b], web/3=[a, b]}'",
    "web/1 web/2 web/3 api/1, api/1 web/2, , 5, {}",
    "web/1 api/1, web/1 api/1, , 1, {}",
  })
  void whatIsNeitherWantedNorNewMayGo(String a, String b, String wanted, int newest, String goes) {
    var stock = Stock.read(Map.of("a", a, "b", b));

    assertThat(stock.unused(releases(wanted), newest)).hasToString(goes);
  }

  /// What is among the newest of one node stays on every other, else nodes would differ.
  @Test
  void whatIsNewOnOneNodeStaysOnAll() {
    var stock = Stock.read(Map.of("a", "web/1 web/2", "b", "web/2 web/1"));

    assertThat(stock.unused(Set.of(), 1)).isEmpty();
  }

  @Test
  void theReleasesOfAJobAreThoseWhosePathItNames() {
    var job = JsonNodeFactory.instance.objectNode();
    job.put("command", "/releases/runtime/9f3c/bin/java");
    job.putArray("args").add("-jar").add("/releases/web/4e_1.2-a/web.jar").add("/releases/");
    job.put("template", "root /releases/front-end/77;\nother /releases/../etc/passwd");

    assertThat(Release.usedBy(job))
        .isEqualTo(
            new TreeSet<>(
                List.of(
                    new Release("front-end", "77"),
                    new Release("runtime", "9f3c"),
                    new Release("web", "4e_1.2-a"))));
  }
}

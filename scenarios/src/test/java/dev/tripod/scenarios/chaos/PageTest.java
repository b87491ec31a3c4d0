package dev.tripod.scenarios.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class PageTest {
  private static final Run RUN = Runs.with(Duration.ofSeconds(2), Duration.ofSeconds(1), Runs.GOOD);

  private static Document parsed(String xml) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(xml)));
  }

  private static String path(Document svg, int number) {
    return ((Element) svg.getElementsByTagName("path").item(number)).getAttribute("d");
  }

  private static int moves(String path) {
    return (int) path.chars().filter(c -> c == 'M').count();
  }

  @Test
  void thePictureHasADotOrACrossForEachRequest() throws Exception {
    var svg = parsed(Picture.svg(RUN));

    assertThat(moves(path(svg, 0))).isEqualTo(90);
    assertThat(moves(path(svg, 1))).isEqualTo(80);
    assertThat(moves(path(svg, 2))).isEqualTo(30);
  }

  @Test
  void theFaultIsALineWhereItBegan() throws Exception {
    var svg = parsed(Picture.svg(RUN));

    var lines = svg.getElementsByTagName("line");
    var last = (Element) lines.item(lines.getLength() - 1);
    // 8 s of 9.91 s, between 60 and 990.
    assertThat(Double.parseDouble(last.getAttribute("x1"))).isBetween(810.0, 811.5);
    assertThat(svg.getDocumentElement().getTextContent()).contains("node2 <off> & \"away\"");
  }

  @Test
  void aRunWithoutRequestsHasAPictureToo() throws Exception {
    assertThat(parsed(Picture.svg(Run.none(1, "nothing"))).getDocumentElement().getTagName())
        .isEqualTo("svg");
  }

  @Test
  void thePageIsOneFileThatNeedsNoOther(@TempDir Path folder) throws Exception {
    var score = new Score("vip-off", Limit.gaps(1, 1), List.of(RUN, Runs.good()));

    var file = Page.write(folder.resolve("chaos"), score);

    var html = Files.readString(file);
    assertThat(file.getFileName()).hasToString("vip-off.html");
    assertThat(html).doesNotContain("href=", "src=").contains("<p class=\"bad\">fail: 2.100 s");
    assertThat(parsed(html.replace("<!DOCTYPE html>", "")).getElementsByTagName("svg").getLength())
        .isEqualTo(2);
  }
}

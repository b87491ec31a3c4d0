package dev.tripod.scenarios.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What somebody in the same network, who is neither a server nor an administrator, can reach.
class ClosedLabTest extends WorldTest {
  /// As nmap writes it: `Host: 10.0.0.1 () Ports: 80/open/tcp//http///, 443/open/tcp//https///`.
  private static final Pattern HOST = Pattern.compile("Host: (\\S+) .*?Ports: ([^\t]*).*");

  @Test
  void ofAllPortsOnlyTheSitesAreOpen() throws InterruptedException {
    var addresses = new ArrayList<>(List.of(world.cluster().vip().address()));
    world.cluster().nodes().forEach(node -> addresses.add(node.address()));

    assertThat(openPorts(addresses))
        .containsOnlyKeys(addresses)
        .allSatisfy((_, ports) -> assertThat(ports).containsExactly("80", "443"));
  }

  /// All 65,535 TCP ports of each address, tried from the fourth host.
  private static Map<String, List<String>> openPorts(List<String> addresses)
      throws InterruptedException {
    var scan =
        new ArrayList<>(
            List.of("nmap", "-sS", "-Pn", "-n", "-p-", "--min-rate=15000", "--max-retries=1"));
    scan.addAll(List.of("--open", "-oG", "-"));
    scan.addAll(addresses);
    return HOST.matcher(world.lab().outsider(scan.toArray(String[]::new)))
        .results()
        .collect(
            Collectors.toMap(
                line -> line.group(1), line -> ports(line.group(2)), (a, _) -> a, TreeMap::new));
  }

  private static List<String> ports(String listed) {
    return Arrays.stream(listed.split(", "))
        .map(port -> port.substring(0, port.indexOf('/')))
        .toList();
  }
}

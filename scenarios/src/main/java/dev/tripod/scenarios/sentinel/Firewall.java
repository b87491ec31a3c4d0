package dev.tripod.scenarios.sentinel;

import dev.tripod.scenarios.lab.Lab;
import java.util.List;
import java.util.regex.Pattern;

/// The rules on a machine that let the other servers and the administrators' machines, of
/// which this host is one, reach what runs beside the cluster. They carry a comment, by
/// which they are found again; a machine that loses power forgets them.
final class Firewall {
  private static final String CHAIN = "inet tripod input";
  private static final String COMMENT = "chaos-sentinel";
  private static final Pattern HANDLE =
      Pattern.compile("comment \"" + COMMENT + "\" # handle (\\d+)");

  private Firewall() {}

  static void open(Lab lab, int node) throws InterruptedException {
    close(lab, node);
    lab.ssh(node, nft(rule("servers") + "; " + rule("administrators")));
  }

  /// Leaves none of the rules, however many there are.
  static void close(Lab lab, int node) throws InterruptedException {
    for (int handle : handles(lab.ssh(node, "nft -a list chain " + CHAIN))) {
      lab.ssh(node, nft("delete rule %s handle %d".formatted(CHAIN, handle)));
    }
  }

  /// @param chain as `nft -a` lists it
  static List<Integer> handles(String chain) {
    return HANDLE.matcher(chain).results().map(found -> Integer.valueOf(found.group(1))).toList();
  }

  /// @param sources the name of a set of addresses
  static String rule(String sources) {
    return "insert rule %s ip saddr @%s tcp dport { %d, %d } accept comment \"%s\""
        .formatted(CHAIN, sources, NodeFiles.REDIS_PORT, NodeFiles.SENTINEL_PORT, COMMENT);
  }

  private static String nft(String command) {
    return "nft '" + command + "'";
  }
}

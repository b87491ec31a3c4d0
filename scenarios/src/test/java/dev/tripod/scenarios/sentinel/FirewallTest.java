package dev.tripod.scenarios.sentinel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FirewallTest {
  private static final String CHAIN =
      """
      table inet tripod {
      	set servers { # handle 2
      		type ipv4_addr
      		elements = { 10.0.0.1, 10.0.0.2, 10.0.0.3 }
      	}

      	chain input { # handle 1
      		type filter hook input priority filter; policy drop;
      %s		iif "lo" accept # handle 4
      		ct state established,related accept # handle 5
      		ip saddr @servers tcp dport { 17379, 17380 } accept comment "another" # handle 15
      	}
      }
      """;

  @Test
  void ownRulesAreFoundByTheirComment() {
    var own =
        """
        \t\tip saddr @administrators tcp dport { 17379, 17380 } accept comment "chaos-sentinel" # handle 17
        \t\tip saddr @servers tcp dport { 17379, 17380 } accept comment "chaos-sentinel" # handle 16
        """;

    assertThat(Firewall.handles(CHAIN.formatted(own))).containsExactly(17, 16);
  }

  @Test
  void withoutThemThereIsNothingToDelete() {
    assertThat(Firewall.handles(CHAIN.formatted(""))).isEmpty();
  }

  @Test
  void aRuleNamesWhoMayComeAndWhereTo() {
    assertThat(Firewall.rule("servers"))
        .isEqualTo(
            "insert rule inet tripod input ip saddr @servers tcp dport { 17379, 17380 } accept"
                + " comment \"chaos-sentinel\"");
  }
}

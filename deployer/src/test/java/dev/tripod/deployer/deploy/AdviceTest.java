package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.Allocation.Event;
import dev.tripod.deployer.nomad.Evaluation;
import dev.tripod.deployer.nomad.Evaluation.Placement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
  private static final JobSpec JOB = Specs.service("web", "", "");
  private static final Map<String, Integer> NONE = Map.of();

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "Terminated | Exit Code: 137, Signal: 9 | raise memory in jobs/web.nomad.hcl, then",
        "Driver Failure | /releases/a.jar: no such file | run `ansible-playbook ansible/release.yml`",
        "Driver Failure | /etc/a: no such file | correct its config in jobs/web.nomad.hcl, then",
        "Driver Failure | /releases/a.jar: denied | correct its config in jobs/web.nomad.hcl, then",
        "Terminated | Exit Code: 1 | its last lines say why: correct its release or jobs/web.nomad",
        "Restart Signaled | unhealthy | its last lines say why: correct its release or jobs/web.nomad",
        "Alloc Unhealthy | not healthy | correct the check or its time in jobs/web.nomad.hcl",
        "Template | missing | write it (`nomad var put`), or correct the template in jobs/web.nomad",
        "Failed Artifact Download | 404 | correct the artifact's source in jobs/web.nomad.hcl, then",
        "Failed Validation | no | correct its config in jobs/web.nomad.hcl, then",
        "Setup Failure | no | correct its config in jobs/web.nomad.hcl, then",
        "Task hook failed | no | correct its config in jobs/web.nomad.hcl, then",
        "Something New | no | correct jobs/web.nomad.hcl, then submit again."
      })
  void eachClassOfFailureHasItsAdvice(String event, String message, String advice) {
    assertThat(Advice.of(JOB, rollout(), List.of(trouble(event, message)))).contains(advice);
  }

  @Test
  void theWorstTroubleComesFirst() {
    var troubles = List.of(trouble("Template", "missing"), trouble("Terminated", "Exit Code: 1"));

    assertThat(Advice.of(JOB, rollout(), troubles)).contains("nomad var put");
  }

  @Test
  void withoutAPlaceTheCauseIsInTheFileOrInTheNodes() {
    assertThat(unplaced(NONE, Map.of("network: port collision", 3)))
        .isEqualTo(
            "give the group in jobs/web.nomad.hcl another port (or none, so that Nomad chooses),"
                + " or stop what has it.");
    assertThat(unplaced(Map.of("missing drivers", 1), Map.of("memory", 2)))
        .isEqualTo(
            "ask for less in the resources of jobs/web.nomad.hcl, scale something else down, or"
                + " add a node.");
    assertThat(unplaced(Map.of("missing drivers", 3), NONE))
        .isEqualTo("use a driver in jobs/web.nomad.hcl that the nodes have, such as exec.");
    assertThat(unplaced(Map.of("${node.class} = x", 3), NONE))
        .isEqualTo("change the constraint in jobs/web.nomad.hcl, or the nodes, so that they fit.");
    assertThat(unplaced(NONE, NONE))
        .isEqualTo("see with `deployer status` why no node takes allocations, then submit again.");
  }

  @Test
  void whereNothingIsKnownItSaysWhereToLook() {
    assertThat(Advice.of(JOB, rollout(), List.of()))
        .isEqualTo(
            "see what is missing with `deployer status`, and what Nomad waits for with `nomad job"
                + " status web`.");
  }

  private static String unplaced(Map<String, Integer> filtered, Map<String, Integer> exhausted) {
    var placement = new Placement(1, 3, filtered, exhausted);
    var evaluation = new Evaluation("e", "complete", "job-register", 1, Map.of("web", placement));
    var rollout = new Rollout(6, 60, 2, List.of(), List.of(), List.of(evaluation));
    return Advice.of(JOB, rollout, List.of(trouble("Template", "less telling")));
  }

  private static Rollout rollout() {
    return Sight.of(JOB, 6, 60).rollout();
  }

  private static Trouble trouble(String type, String message) {
    var allocation =
        new Allocation("a", "node1", "web", 6, "run", "failed", Optional.empty(), Map.of());
    return new Trouble(allocation, "server", new Event(type, message, true));
  }
}

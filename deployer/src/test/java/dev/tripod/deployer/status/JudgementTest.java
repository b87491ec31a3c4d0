package dev.tripod.deployer.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.cluster.Credentials;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Specs;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.NodeState;
import dev.tripod.deployer.nomad.Quorum;
import dev.tripod.kit.consul.ServiceInstance;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Each thing that can be wrong alone keeps the state from being green, and is named.
class JudgementTest {
  private static final URI URL = URI.create("http://10.0.0.10:1");
  private static final ClusterFile CLUSTER =
      new ClusterFile(
          Path.of("cluster.json"),
          "test",
          List.of(
              new ClusterFile.Node("node1", "10.0.0.1"), new ClusterFile.Node("node2", "10.0.0.2")),
          "10.0.0.10",
          new ClusterFile.Urls(URL, URL, URL, URL, Optional.empty()),
          Credentials.NONE,
          Optional.empty(),
          Map.of());
  private static final JobSpec WEB =
      Specs.spec(
          """
          {"ID": "web", "Meta": {"singletons": "primary"},
           "TaskGroups": [{"Name": "web", "Count": 1, "Services": [{"Name": "web"}]}]}
          """);
  private static final JobSpec AGENT =
      Specs.spec(
          "{\"ID\": \"agent\", \"Type\": \"system\", \"TaskGroups\": [{\"Name\": \"agent\"}]}");
  private static final Quorum TWO = new Quorum("node1", 2);
  private static final List<NodeState> NODES = List.of(node("node1", true), node("node2", true));
  private static final List<NomadView.Job> JOBS =
      List.of(
          job(WEB, 2, allocation("web", "a1", "running"), allocation("web", "a2", "running")),
          job(
              AGENT,
              1,
              allocation("agent", "b1", "running"),
              allocation("agent", "b2", "running")));
  private static final Map<String, List<ServiceInstance>> INSTANCES =
      Map.of("web", List.of(instance("a1"), instance("a2")), "primary", List.of(instance("p")));

  @Test
  void allThatIsExpectedIsGreen() {
    var state = judge(NODES, TWO, TWO, "node2", JOBS, INSTANCES);

    assertThat(state.problems()).isEmpty();
    assertThat(state.ok()).isTrue();
    assertThat(state.groups())
        .containsExactly(
            new ClusterState.Group("default", "web", "web", 2, 2),
            new ClusterState.Group("default", "agent", "agent", 2, 2));
  }

  @Test
  void aNodeThatIsNotReady() {
    var nodes = List.of(node("node1", true), node("node2", false));

    var state = judge(nodes, TWO, TWO, "node1", List.of(), Map.of());

    assertThat(state.nodes())
        .containsExactly(
            new ClusterState.Node("node1", true), new ClusterState.Node("node2", false));
    assertProblems(state, "node2 is not ready in Nomad.");
  }

  @Test
  void serversWithoutALeaderOrAVoter() {
    assertProblems(
        judge(NODES, new Quorum("", 2), new Quorum("node1", 1), "node1", List.of(), Map.of()),
        "Nomad has no leader.",
        "Consul has 1 voters of 2.");
  }

  @Test
  void anAddressThatNobodyHolds() {
    assertProblems(
        judge(NODES, TWO, TWO, "", List.of(), Map.of()),
        "No node answers at the virtual address 10.0.0.10.");
  }

  @Test
  void anAllocationThatRunsButDoesNotPassItsCheck() {
    var one = Map.of("web", List.of(instance("a1")), "primary", List.of(instance("p")));

    assertProblems(
        judge(NODES, TWO, TWO, "node1", JOBS, one),
        "web: 1 of 2 allocations of group web are healthy.");
  }

  @Test
  void moreThanOneInstanceOfASingleton() {
    var two = Map.of("web", INSTANCES.get("web"), "primary", List.of(instance("p"), instance("q")));

    assertProblems(
        judge(NODES, TWO, TWO, "node1", JOBS, two),
        "primary has 2 healthy instances; exactly one is expected.");
  }

  @Test
  void aJobThatIsNotRegistered() {
    var missing = new NomadView.Job(AGENT, Optional.empty(), List.of(), List.of());

    assertProblems(
        judge(NODES, TWO, TWO, "node1", List.of(missing), Map.of()),
        "The job agent is not registered: `deployer submit agent`.");
  }

  @Test
  void aQuestionWithoutAnAnswer() {
    var seen =
        new Observation(NomadView.NOTHING, ConsulView.NOTHING, "", List.of("Nomad is silent."));

    assertThat(new Judgement(CLUSTER, seen).state().problems())
        .startsWith("Nomad is silent.")
        .contains("node1 is not ready in Nomad.", "Consul has no leader.");
  }

  private static void assertProblems(ClusterState state, String... problems) {
    assertThat(state.ok()).isFalse();
    assertThat(state.problems()).containsExactly(problems);
  }

  private static ClusterState judge(
      List<NodeState> nodes,
      Quorum nomad,
      Quorum consul,
      String holder,
      List<NomadView.Job> jobs,
      Map<String, List<ServiceInstance>> instances) {
    var seen =
        new Observation(
            new NomadView(nodes, nomad, jobs),
            new ConsulView(consul, Set.of("node1", "node2"), instances, Map.of(), Optional.empty()),
            holder,
            List.of());
    return new Judgement(CLUSTER, seen).state();
  }

  private static NodeState node(String name, boolean ready) {
    return new NodeState(name, name, ready, true);
  }

  private static NomadView.Job job(JobSpec spec, int count, Allocation... allocations) {
    var live = new LiveJob(spec.key(), 0, 1, false, Map.of(spec.id(), count), 0, spec.json());
    return new NomadView.Job(spec, Optional.of(live), Stream.of(allocations).toList(), List.of());
  }

  private static Allocation allocation(String group, String id, String status) {
    return new Allocation(id, "node1", group, 0, "run", status, Optional.empty(), Map.of());
  }

  private static ServiceInstance instance(String allocation) {
    return new ServiceInstance(
        "_nomad-task-" + allocation + "-group-web", "node1", "10.0.0.1", 80, List.of(), Map.of());
  }
}

package dev.tripod.deployer.status;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.consul.ConsulApi.FailingCheck;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.Allocation;
import dev.tripod.deployer.nomad.NodeState;
import dev.tripod.deployer.nomad.Quorum;
import dev.tripod.kit.consul.ServiceInstance;
import java.util.ArrayList;
import java.util.List;

/// Compares what is expected (by the cluster file and the job files) with what was observed. Green
/// only when all of it was; what could not be seen is not green.
final class Judgement {
  private final ClusterFile cluster;
  private final Observation seen;
  private final List<String> problems = new ArrayList<>();

  Judgement(ClusterFile cluster, Observation seen) {
    this.cluster = cluster;
    this.seen = seen;
  }

  ClusterState state() {
    problems.addAll(seen.faults());
    var nodes = cluster.nodes().stream().map(this::node).toList();
    servers("Nomad", seen.nomad().quorum());
    servers("Consul", seen.consul().quorum());
    if (seen.holder().isEmpty()) {
      problems.add("No node answers at the virtual address %s.".formatted(cluster.vip()));
    }
    var groups = seen.nomad().jobs().stream().flatMap(job -> groups(job).stream()).toList();
    var checks =
        seen.nomad().jobs().stream().flatMap(job -> services(job.spec()).stream()).toList();
    var autoscaler = new AutoscalerJudgement(seen);
    problems.addAll(autoscaler.problems());
    return new ClusterState(
        problems.isEmpty(),
        nodes,
        new ClusterState.Servers(seen.nomad().quorum(), seen.consul().quorum()),
        new ClusterState.Vip(cluster.vip(), seen.holder()),
        groups,
        checks,
        autoscaler.state(),
        List.copyOf(problems));
  }

  private ClusterState.Node node(ClusterFile.Node expected) {
    var name = expected.name();
    var client = seen.nomad().nodes().stream().filter(node -> node.name().equals(name)).toList();
    var ready = client.stream().anyMatch(NodeState::ready);
    var alive = seen.consul().alive().contains(name);
    if (!ready) {
      problems.add("%s is not ready in Nomad.".formatted(name));
    } else if (client.stream().noneMatch(NodeState::eligible)) {
      problems.add("%s takes no allocations: it is drained or not eligible.".formatted(name));
    }
    if (!alive) {
      problems.add("%s is not alive in Consul.".formatted(name));
    }
    return new ClusterState.Node(name, ready && alive);
  }

  private void servers(String what, Quorum quorum) {
    if (quorum.leader().isEmpty()) {
      problems.add(what + " has no leader.");
    }
    var expected = cluster.nodes().size();
    if (quorum.voters() != expected) {
      problems.add("%s has %d voters of %d.".formatted(what, quorum.voters(), expected));
    }
  }

  private List<ClusterState.Group> groups(NomadView.Job job) {
    if (job.live().isEmpty()) {
      problems.add(
          "The job %s is not registered: `deployer submit %s`."
              .formatted(job.spec().key(), job.spec().id()));
    }
    return job.spec().groups().stream().map(group -> group(job, group)).toList();
  }

  private ClusterState.Group group(NomadView.Job job, JobSpec.Group group) {
    var spec = job.spec();
    var desired = desired(job, group);
    var healthy =
        Math.toIntExact(
            job.allocations().stream()
                .filter(allocation -> allocation.group().equals(group.name()))
                .filter(allocation -> healthy(spec, group, allocation))
                .count());
    if (job.live().isPresent() && healthy != desired) {
      problems.add(
          "%s: %d of %d allocations of group %s are healthy."
              .formatted(spec.key(), healthy, desired, group.name()));
    }
    return new ClusterState.Group(
        spec.key().namespace(), spec.id(), group.name(), desired, healthy);
  }

  private int desired(NomadView.Job job, JobSpec.Group group) {
    if (job.spec().startsLater()) {
      return 0;
    }
    return job.spec().perNode()
        ? Math.toIntExact(
            seen.nomad().nodes().stream().filter(n -> n.ready() && n.eligible()).count())
        : job.live().map(live -> live.counts().get(group.name())).orElse(group.count());
  }

  /// Runs, and each service of the group has an instance of this allocation that passes its checks.
  private boolean healthy(JobSpec spec, JobSpec.Group group, Allocation allocation) {
    if (spec.ends()) {
      return allocation.running() || allocation.clientStatus().equals("complete");
    }
    return allocation.running()
        && group.services().stream()
            .allMatch(
                service ->
                    seen.consul().healthy(service).stream()
                        .anyMatch(instance -> instance.id().contains(allocation.id())));
  }

  private List<ClusterState.Service> services(JobSpec spec) {
    return spec.provides().stream()
        .map(name -> service(name, spec.singletons().contains(name)))
        .toList();
  }

  private ClusterState.Service service(String service, boolean one) {
    var healthy = seen.consul().healthy(service).stream().map(ServiceInstance::node).toList();
    if (one && healthy.size() != 1) {
      problems.add(
          "%s has %d healthy instances; exactly one is expected."
              .formatted(service, healthy.size()));
    } else if (healthy.isEmpty()) {
      problems.add("%s has no healthy instance.".formatted(service));
    }
    var failing = seen.consul().failing(service).stream().map(Judgement::check).toList();
    // Where others serve, what fails may be the remains of what ended.
    if (healthy.isEmpty()) {
      failing.forEach(check -> problems.add(problem(service, check)));
    }
    return new ClusterState.Service(service, one, healthy, failing);
  }

  private static ClusterState.Check check(FailingCheck check) {
    return new ClusterState.Check(check.node(), check.name(), check.status(), check.words());
  }

  private static String problem(String service, ClusterState.Check check) {
    return "%s on %s: check \"%s\" is %s: %s"
        .formatted(service, check.node(), check.check(), check.status(), check.output());
  }
}

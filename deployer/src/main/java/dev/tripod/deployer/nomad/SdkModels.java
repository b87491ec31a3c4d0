package dev.tripod.deployer.nomad;

import com.hashicorp.nomad.apimodel.AllocationListStub;
import com.hashicorp.nomad.apimodel.AllocationMetric;
import com.hashicorp.nomad.apimodel.NodeListStub;
import com.hashicorp.nomad.apimodel.TaskState;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// From the SDK's models to our values; what is null there is empty here.
final class SdkModels {
  private SdkModels() {}

  static List<Deployment> deployments(List<com.hashicorp.nomad.apimodel.Deployment> deployments) {
    return all(deployments).stream()
        .sorted(
            Comparator.comparing(com.hashicorp.nomad.apimodel.Deployment::getCreateIndex)
                .reversed())
        .map(SdkModels::deployment)
        .toList();
  }

  private static Deployment deployment(com.hashicorp.nomad.apimodel.Deployment deployment) {
    return new Deployment(
        deployment.getId(),
        deployment.getJobVersion().longValueExact(),
        deployment.getJobSpecModifyIndex().longValueExact(),
        deployment.getStatus(),
        text(deployment.getStatusDescription()),
        mapped(
            deployment.getTaskGroups(),
            group ->
                new Deployment.Group(
                    group.getDesiredTotal(),
                    group.getHealthyAllocs(),
                    group.getUnhealthyAllocs(),
                    group.getDesiredCanaries(),
                    group.getPromoted())));
  }

  static List<Allocation> allocations(List<AllocationListStub> allocations) {
    return all(allocations).stream().map(SdkModels::allocation).toList();
  }

  private static Allocation allocation(AllocationListStub stub) {
    return new Allocation(
        stub.getId(),
        text(stub.getNodeName()),
        stub.getTaskGroup(),
        stub.getJobVersion().longValueExact(),
        stub.getDesiredStatus(),
        stub.getClientStatus(),
        Optional.ofNullable(stub.getDeploymentStatus()).map(status -> status.getHealthy()),
        mapped(stub.getTaskStates(), SdkModels::task));
  }

  private static Allocation.Task task(TaskState state) {
    var events =
        all(state.getEvents()).stream()
            .map(
                event ->
                    new Allocation.Event(
                        text(event.getType()),
                        text(event.getDisplayMessage()),
                        event.getFailsTask()))
            .toList();
    return new Allocation.Task(text(state.getState()), state.getFailed(), events);
  }

  /// Oldest first, as the scheduler worked on them.
  static List<Evaluation> evaluations(List<com.hashicorp.nomad.apimodel.Evaluation> evaluations) {
    return all(evaluations).stream()
        .sorted(Comparator.comparing(com.hashicorp.nomad.apimodel.Evaluation::getCreateIndex))
        .map(
            evaluation ->
                new Evaluation(
                    evaluation.getId(),
                    evaluation.getStatus(),
                    text(evaluation.getTriggeredBy()),
                    evaluation.getCreateIndex().longValueExact(),
                    mapped(evaluation.getFailedTgAllocs(), SdkModels::placement)))
        .toList();
  }

  private static Evaluation.Placement placement(AllocationMetric metric) {
    return new Evaluation.Placement(
        metric.getCoalescedFailures() + 1,
        metric.getNodesEvaluated(),
        mapped(metric.getConstraintFiltered(), Function.identity()),
        mapped(metric.getDimensionExhausted(), Function.identity()));
  }

  static List<NodeState> nodes(List<NodeListStub> nodes) {
    return all(nodes).stream()
        .map(
            node ->
                new NodeState(
                    node.getId(),
                    node.getName(),
                    node.getStatus().equals("ready"),
                    node.getSchedulingEligibility().equals("eligible") && !node.getDrain()))
        .toList();
  }

  private static String text(String text) {
    return text == null ? "" : text;
  }

  private static <T> List<T> all(List<T> list) {
    return list == null ? List.of() : list;
  }

  private static <S, T> Map<String, T> mapped(Map<String, S> map, Function<S, T> value) {
    var mapped = new LinkedHashMap<String, T>();
    if (map != null) {
      map.forEach((key, source) -> mapped.put(key, value.apply(source)));
    }
    return mapped;
  }
}

package dev.tripod.deployer.loop;

import dev.tripod.deployer.scale.Target;
import dev.tripod.kit.http.Json;
import dev.tripod.kit.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// `/v1/explain?job=&group=&namespace=`: of each group of a job its policy, the last evaluation
/// with all that went into it, and the last changes of its count.
final class ExplainPage implements Handler {
  private static final int CHANGES = 10;

  private final Autoscaler autoscaler;

  /// What is known of one group.
  ///
  /// @param latest absent until the first evaluation, and on a standby
  record GroupView(PolicyView policy, DecisionView latest, List<DecisionView> changes) {}

  ExplainPage(Autoscaler autoscaler) {
    this.autoscaler = autoscaler;
  }

  @Override
  public void handle(Context context) {
    String job = context.queryParam("job");
    if (job == null) {
      Problem.of(400, "job: expected the name of a job").answer(context);
      return;
    }
    var group = Optional.ofNullable(context.queryParam("group"));
    var namespace = Optional.ofNullable(context.queryParam("namespace")).orElse("default");
    List<GroupView> groups =
        groups(
            target ->
                target.job().equals(job)
                    && target.namespace().equals(namespace)
                    && group.filter(name -> !name.equals(target.group())).isEmpty());
    if (groups.isEmpty()) {
      Problem.of(404, "job %s has no scaling policy that is known here".formatted(job))
          .answer(context);
      return;
    }
    context
        .contentType("application/json")
        .result(Json.write(Map.of("leader", autoscaler.leads(), "groups", groups)));
  }

  private List<GroupView> groups(Predicate<Target> wanted) {
    var running =
        autoscaler.runs().stream()
            .filter(run -> wanted.test(run.policy().target()))
            .map(run -> view(run.policy().target(), PolicyView.of(run)));
    var refused =
        autoscaler.refused().stream()
            .filter(one -> wanted.test(one.target()))
            .map(one -> view(one.target(), PolicyView.of(one)));
    return Stream.concat(running, refused).toList();
  }

  private GroupView view(Target target, PolicyView policy) {
    Records records = autoscaler.records();
    return new GroupView(
        policy,
        records.latest(target).map(DecisionView::of).orElse(null),
        records.findChanges(one -> one.target().equals(target), CHANGES).stream()
            .map(DecisionView::of)
            .toList());
  }
}

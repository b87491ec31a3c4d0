package dev.tripod.deployer.loop;

import dev.tripod.kit.http.Json;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `/v1/policies`: all policies, those that run and those that are refused.
final class PoliciesPage implements Handler {
  private final Autoscaler autoscaler;

  PoliciesPage(Autoscaler autoscaler) {
    this.autoscaler = autoscaler;
  }

  @Override
  public void handle(Context context) {
    context
        .contentType("application/json")
        .result(Json.write(Map.of("leader", autoscaler.leads(), "policies", views())));
  }

  private List<PolicyView> views() {
    return Stream.concat(
            autoscaler.runs().stream().map(PolicyView::of),
            autoscaler.refused().stream().map(PolicyView::of))
        .sorted(
            Comparator.comparing(PolicyView::namespace)
                .thenComparing(PolicyView::job)
                .thenComparing(PolicyView::group))
        .toList();
  }
}

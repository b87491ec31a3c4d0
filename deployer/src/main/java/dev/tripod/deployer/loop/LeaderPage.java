package dev.tripod.deployer.loop;

import dev.tripod.kit.http.Json;
import dev.tripod.kit.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// `/leader`: 200 from the instance that leads, 503 from all others. The cluster's gate asks it, to
/// send readers where the decisions are.
final class LeaderPage implements Handler {
  private final BooleanSupplier leads;

  LeaderPage(BooleanSupplier leads) {
    this.leads = leads;
  }

  @Override
  public void handle(Context context) {
    context.header("Cache-Control", "no-store");
    if (leads.getAsBoolean()) {
      context.contentType("application/json").result(Json.write(Map.of("leader", true)));
    } else {
      Problem.of(503, "Stands by: this instance does not hold " + AutoscalerService.LEADER_KEY)
          .answer(context);
    }
  }
}

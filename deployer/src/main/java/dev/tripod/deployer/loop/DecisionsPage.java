package dev.tripod.deployer.loop;

import dev.tripod.kit.http.Json;
import dev.tripod.kit.http.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/// `/v1/decisions?job=&group=&kind=&limit=`: the last evaluations of this instance, newest first;
/// with `kind=scale` those that changed a count. A standby has none; `leader` tells.
final class DecisionsPage implements Handler {
  private static final int DEFAULT_LIMIT = 100;
  private static final int LARGEST_LIMIT = 2_000;
  private static final String CHANGES = "scale";

  private final Records records;
  private final BooleanSupplier leads;

  DecisionsPage(Records records, BooleanSupplier leads) {
    this.records = records;
    this.leads = leads;
  }

  @Override
  public void handle(Context context) {
    var job = Optional.ofNullable(context.queryParam("job"));
    var group = Optional.ofNullable(context.queryParam("group"));
    OptionalInt limit = limit(context.queryParam("limit"));
    if (limit.isEmpty()) {
      Problem.of(400, "limit: expected a number from 1 to " + LARGEST_LIMIT).answer(context);
      return;
    }
    var kind = Optional.ofNullable(context.queryParam("kind"));
    if (kind.filter(name -> !name.equals(CHANGES)).isPresent()) {
      Problem.of(400, "kind: expected " + CHANGES + ", or none for all").answer(context);
      return;
    }
    Predicate<Evaluation> wanted =
        one ->
            job.filter(name -> !name.equals(one.target().job())).isEmpty()
                && group.filter(name -> !name.equals(one.target().group())).isEmpty();
    List<Evaluation> evaluations =
        kind.isPresent()
            ? records.findChanges(wanted, limit.getAsInt())
            : records.find(wanted, limit.getAsInt());
    var found = evaluations.stream().map(DecisionView::of).toList();
    context
        .contentType("application/json")
        .result(Json.write(Map.of("leader", leads.getAsBoolean(), "decisions", found)));
  }

  private static OptionalInt limit(String text) {
    if (text == null) {
      return OptionalInt.of(DEFAULT_LIMIT);
    }
    try {
      int limit = Integer.parseInt(text);
      return limit >= 1 && limit <= LARGEST_LIMIT ? OptionalInt.of(limit) : OptionalInt.empty();
    } catch (NumberFormatException _) {
      return OptionalInt.empty();
    }
  }
}

package dev.tripod.scenarios.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;

/// The deployer's own opinion: `status --json`. It starts a JVM, which takes two seconds of CPU
/// from what is measured, so it is asked seldom.
public final class Status {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofSeconds(3);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Checkout checkout;

  public Status(Checkout checkout) {
    this.checkout = checkout;
  }

  /// The report; a deployer that could not make one is [Unreachable] just now.
  public JsonNode report() throws InterruptedException {
    var output =
        Command.run(checkout.root(), DEADLINE, checkout.deployer(List.of("status", "--json")));
    return parse(output.out(), output.said());
  }

  /// How long it took until the status was ok; fails with the last report when it was not in time.
  public Duration awaitOk(Duration limit) throws InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      String last;
      try {
        var report = report();
        if (report.path("ok").asBoolean(false)) {
          return Duration.ofNanos(System.nanoTime() - begun);
        }
        last = report.toString();
      } catch (Unreachable notYet) {
        last = notYet.getMessage();
      }
      if (System.nanoTime() - begun > limit.toNanos()) {
        throw new ScenarioFailed(
            "waited %d s in vain until status was ok; it says: %s"
                .formatted(limit.toSeconds(), last));
      }
      Thread.sleep(PAUSE);
    }
  }

  static JsonNode parse(String json, String said) {
    try {
      var report = JSON.readTree(json);
      if (report.isObject()) {
        return report;
      }
    } catch (JsonProcessingException notJson) {
      throw new Unreachable("the deployer gave no report: " + said, notJson);
    }
    throw new Unreachable("the deployer gave no report: " + said);
  }
}

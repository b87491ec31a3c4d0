package dev.tripod.deployer.doctor;

import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.util.List;

/// Whether our token is accepted, by a call that needs one.
record TokenCheck(Api api, List<Endpoint> addresses) implements Check {
  @Override
  public String what() {
    return "token for " + api.word();
  }

  @Override
  public List<Finding> look() throws IOException, InterruptedException {
    if (addresses.getFirst().token().isEmpty()) {
      return List.of(Finding.skipped(what(), "The cluster file names no credentials."));
    }
    var answer = Probe.first(api, addresses).ask("/v1/agent/self");
    return List.of(
        answer.status() == 200
            ? Finding.ok(what(), "It is accepted.")
            : Finding.fail(
                what(),
                "It is refused with %d: %s".formatted(answer.status(), answer.body().strip()),
                "ansible/site.yml writes the credentials anew."));
  }
}

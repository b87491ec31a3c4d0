package dev.tripod.deployer.doctor;

import dev.tripod.deployer.consul.ConsulApi;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.Quorum;
import dev.tripod.kit.net.Endpoint;
import java.io.IOException;
import java.util.List;

/// Whether every node votes, and one leads.
record VotersCheck(Api api, List<Endpoint> addresses, int expected) implements Check {
  @Override
  public String what() {
    return "servers of " + api.word();
  }

  @Override
  public List<Finding> look() throws IOException {
    var quorum = quorum(Probe.first(api, addresses).endpoint());
    var fine = quorum.voters() == expected && !quorum.leader().isEmpty();
    return List.of(
        Finding.of(
            fine ? Level.OK : Level.FAIL,
            what(),
            "%d of %d vote, %s."
                .formatted(
                    quorum.voters(),
                    expected,
                    quorum.leader().isEmpty() ? "none leads" : quorum.leader() + " leads"),
            "Start the server that is missing; `deployer status` names its node."));
  }

  private Quorum quorum(Endpoint endpoint) {
    if (api == Api.CONSUL) {
      try (var consul = new ConsulApi(endpoint)) {
        return consul.quorum();
      }
    }
    try (var nomad = new Nomad(endpoint, Nomad.HASTY)) {
      return nomad.quorum();
    }
  }
}

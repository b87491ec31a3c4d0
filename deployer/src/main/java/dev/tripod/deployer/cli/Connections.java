package dev.tripod.deployer.cli;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.net.FirstAnswering;
import dev.tripod.kit.net.Endpoint;
import java.util.List;

/// Finds the address of Nomad or Consul that answers now.
final class Connections {
  private Connections() {}

  static Endpoint nomad(ClusterFile cluster) {
    return answering("Nomad", cluster.nomad());
  }

  static Endpoint consul(ClusterFile cluster) {
    return answering("Consul", cluster.consul());
  }

  private static Endpoint answering(String what, List<Endpoint> addresses) {
    return FirstAnswering.of(addresses)
        .orElseThrow(
            () ->
                new CannotContinue(
                    ExitCode.UNREACHABLE,
                    "%s answers at none of %s. Is the cluster up, with two of its three servers? `make status` tells, `make up` starts it."
                        .formatted(what, addresses)));
  }
}

package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.kit.net.Endpoint;
import java.util.List;

/// The two APIs that a deployer needs.
enum Api {
  NOMAD("Nomad", "X-Nomad-Token"),
  CONSUL("Consul", "X-Consul-Token");

  private final String word;
  private final String header;

  Api(String word, String header) {
    this.word = word;
    this.header = header;
  }

  String word() {
    return word;
  }

  /// In which a token is given.
  String header() {
    return header;
  }

  /// The virtual address first, then the nodes.
  List<Endpoint> addresses(ClusterFile cluster) {
    return this == NOMAD ? cluster.nomad() : cluster.consul();
  }

  Endpoint at(ClusterFile cluster, ClusterFile.Node node) {
    var first = addresses(cluster).getFirst();
    var url = ClusterFile.withHost(first.url(), node.address());
    return new Endpoint(url, first.token(), first.tls());
  }
}

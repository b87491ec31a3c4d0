package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.ClusterFile;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// All checks of a cluster, in the order in which they are told.
final class Checks {
  private Checks() {}

  static List<Check> of(Setup setup) {
    var checks = new ArrayList<Check>();
    checks.add(new JavaCheck(Runtime.version().feature()));
    checks.add(new FilesCheck(setup.clusterFile(), setup.files()));
    checks.add(new ReleasesCheck(setup.releases()));
    checks.add(new FreshCheck(setup.releases()));
    checks.add(new JobsCheck(setup));
    checks.addAll(agents(setup.cluster()));
    checks.addAll(together(setup.cluster()));
    checks.addAll(certificates(setup));
    return checks;
  }

  private static List<Check> agents(ClusterFile cluster) {
    var checks = new ArrayList<Check>();
    for (var node : cluster.nodes()) {
      for (var api : Api.values()) {
        checks.add(new AgentCheck(node.name(), api, api.at(cluster, node)));
      }
      checks.add(new ClockCheck(node.name(), Api.NOMAD.at(cluster, node)));
    }
    return checks;
  }

  private static List<Check> together(ClusterFile cluster) {
    var checks = new ArrayList<Check>();
    for (var api : Api.values()) {
      checks.add(new VotersCheck(api, api.addresses(cluster), cluster.nodes().size()));
      checks.add(new VersionsCheck(api, api.addresses(cluster)));
      checks.add(new TokenCheck(api, api.addresses(cluster)));
    }
    checks.add(new ResourcesCheck(cluster));
    return checks;
  }

  private static List<Check> certificates(Setup setup) {
    var urls = setup.cluster().urls();
    var checks = new ArrayList<Check>();
    checks.add(new ServedCheck("certificate of the site", urls.site()));
    checks.add(new ServedCheck("certificate of Nomad", urls.nomad()));
    checks.add(new ServedCheck("certificate of Consul", urls.consul()));
    checks.add(new OwnCertificateCheck(setup.files()));
    return checks;
  }

  /// Where something is served, with its port.
  static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
  }
}

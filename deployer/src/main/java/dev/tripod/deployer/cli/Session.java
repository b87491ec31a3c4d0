package dev.tripod.deployer.cli;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.cluster.Releases;
import dev.tripod.deployer.cluster.Variables;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.nomad.NodeState;
import dev.tripod.deployer.nomad.Nomad;
import dev.tripod.deployer.nomad.ScalingApi;
import dev.tripod.deployer.release.Distribution;
import dev.tripod.deployer.release.Playbook;
import dev.tripod.deployer.release.Stock;
import dev.tripod.deployer.rollout.JobFiles;
import dev.tripod.deployer.rollout.LiveCluster;
import dev.tripod.deployer.rollout.Retirement;
import dev.tripod.deployer.rollout.Services;
import dev.tripod.kit.net.Endpoint;
import java.util.List;
import java.util.stream.Collectors;

/// What a verb works with: the cluster's files, and its Nomad and Consul, where they answer.
final class Session implements AutoCloseable {
  private final ClusterOptions options;
  private final ClusterFile cluster;
  private final Nomad nomad;
  private final Services services;
  private final Endpoint address;

  private Session(
      ClusterOptions options,
      ClusterFile cluster,
      Endpoint address,
      Nomad nomad,
      Services services) {
    this.options = options;
    this.cluster = cluster;
    this.nomad = nomad;
    this.services = services;
    this.address = address;
  }

  /// Opens one that changes jobs.
  ///
  /// @param reason why, for the cluster's audit
  static Session open(ClusterOptions options, String reason) {
    var cluster = ClusterFile.read(options.cluster);
    var nomad = Connections.nomad(cluster);
    var consul = Connections.consul(cluster);
    return new Session(
        options, cluster, nomad, new Nomad(nomad, Nomad.PATIENT, reason), new Services(consul));
  }

  /// Opens one that only looks.
  static Session open(ClusterOptions options) {
    return open(options, "");
  }

  /// All jobs of the folder, as Nomad parses their files.
  List<JobSpec> jobs() throws InterruptedException {
    var variables = Variables.of(cluster, releases());
    return JobFiles.read(options.jobs, variables, nomad);
  }

  LiveCluster live() {
    return new LiveCluster(nomad, services);
  }

  Nomad nomad() {
    return nomad;
  }

  Retirement retirement() {
    return new Retirement(nomad, services);
  }

  /// The releases on the nodes that allocations may be placed on.
  Stock stock() {
    var nodes = nomad.nodes().stream().filter(NodeState::ready).toList();
    return Stock.read(
        nodes.stream()
            .collect(Collectors.toMap(NodeState::name, node -> nomad.note(node, Stock.NOTE))));
  }

  /// Digests of what was built last.
  Releases releases() {
    return Releases.read(options.releases());
  }

  Distribution distribution(AnsibleOptions ansible) {
    return new Distribution(
        this::stock, options.releases().resolveSibling("releases"), playbooks(ansible));
  }

  Playbook playbooks(AnsibleOptions ansible) {
    return ansible.playbooks(cluster.inventory());
  }

  /// To be closed by whoever asks for it.
  ScalingApi scaling() {
    return new ScalingApi(address);
  }

  @Override
  public void close() {
    nomad.close();
    services.close();
  }
}

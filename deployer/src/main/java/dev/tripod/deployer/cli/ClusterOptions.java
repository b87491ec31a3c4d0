package dev.tripod.deployer.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// The options that every verb shares: where the cluster, the releases and the jobs are written
/// down.
final class ClusterOptions {
  @Option(
      names = "--cluster",
      paramLabel = "FILE",
      defaultValue = "${env:TRIPOD_CLUSTER:-build/cluster.json}",
      description = "The cluster, as site.yml wrote it (default: ${DEFAULT-VALUE}).")
  Path cluster;

  @Option(
      names = "--releases",
      paramLabel = "FILE",
      description =
          "Digests of releases, as release.yml wrote it (default: releases.json beside it).")
  Path releases;

  @Option(
      names = "--jobs",
      paramLabel = "DIR",
      defaultValue = "jobs",
      description = "Folder of the job files, *.nomad.hcl (default: ${DEFAULT-VALUE}).")
  Path jobs;

  Path releases() {
    return releases != null ? releases : cluster.resolveSibling("releases.json");
  }
}

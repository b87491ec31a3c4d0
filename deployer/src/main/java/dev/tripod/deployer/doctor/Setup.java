package dev.tripod.deployer.doctor;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.cluster.SecretFiles;
import java.nio.file.Path;
import java.util.Optional;

/// What is looked at.
///
/// @param files those that prove who we are, where the cluster asks for it
public record Setup(
    ClusterFile cluster, Optional<SecretFiles> files, Path clusterFile, Path releases, Path jobs) {}

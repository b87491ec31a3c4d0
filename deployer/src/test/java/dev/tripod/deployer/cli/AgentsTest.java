package dev.tripod.deployer.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/// A test of the command line against real agents of Nomad and Consul; each begins with an empty
/// cluster.
abstract class AgentsTest {
  static Lab lab;

  /// With the cluster file and the job files.
  @TempDir Path folder;

  @BeforeAll
  static void startAgents() {
    lab = new Lab();
  }

  @AfterAll
  static void stopAgents() {
    lab.close();
  }

  @BeforeEach
  final void emptyCluster() {
    lab.empty(folder);
  }
}

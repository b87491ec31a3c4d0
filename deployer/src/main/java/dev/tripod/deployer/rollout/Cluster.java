package dev.tripod.deployer.rollout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.deploy.Verdict.Topic;
import dev.tripod.deployer.history.Entry;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.JobVersion;
import dev.tripod.deployer.nomad.LiveJob;
import dev.tripod.deployer.nomad.Nomad.Registered;
import dev.tripod.deployer.nomad.Preview;
import dev.tripod.deployer.nomad.Source;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All that a submission asks of the outside, the time among it.
public interface Cluster {
  Optional<LiveJob> job(JobKey key);

  Preview preview(ObjectNode job, Optional<LiveJob> live);

  /// Registers the job if its modify index is still the observed one (0: if it does not exist).
  ///
  /// @param source kept beside the new version
  Registered register(ObjectNode job, long observedIndex, Source source);

  /// The versions of the job that Nomad remembers, newest first.
  List<JobVersion> versions(JobKey key);

  /// The live version and who made it, with what changed since another one.
  ///
  /// @param modifyIndex of the other one
  Optional<Entry> liveSince(JobKey key, long modifyIndex);

  void promote(String deployment);

  /// How the rollout of what is live stands now.
  Look look(LiveJob live);

  /// Waits until something is newer than a look.
  void await(LiveJob live, Topic topic, Look look, Duration within);

  boolean healthy(String service);

  /// Waits until the service has a healthy instance, or the time is over.
  void awaitHealthy(String service, Duration within) throws InterruptedException;

  /// What the failing checks of the job's services say, by the id of the service instance.
  Map<String, String> failingChecks(JobSpec job);

  /// The end of what a task wrote.
  String logTail(String allocation, String task, String stream, int bytes);

  /// Waits a moment, for what is known to be there and not seen yet.
  void pause() throws InterruptedException;

  /// Since some point in the past.
  Duration now();
}

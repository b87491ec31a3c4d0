package dev.tripod.deployer.status;

import dev.tripod.deployer.cluster.ClusterFile;
import dev.tripod.deployer.consul.ConsulApi;
import dev.tripod.deployer.net.FirstAnswering;
import dev.tripod.kit.net.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Looks at the whole cluster once, some questions at a time, each with a short time limit: a dead
/// node must not make the answer late.
public final class Observer {
  /// For all questions, though some wait for the answers of others.
  private static final Duration BUDGET = Duration.ofSeconds(5);

  private final ClusterFile cluster;
  private final Path jobFolder;
  private final String variables;

  public Observer(ClusterFile cluster, Path jobFolder, String variables) {
    this.cluster = cluster;
    this.jobFolder = jobFolder;
    this.variables = variables;
  }

  /// Looks, and judges what is seen.
  public ClusterState state() {
    return new Judgement(cluster, look()).state();
  }

  private Observation look() {
    try (var questions = new Questions(BUDGET)) {
      var holder = questions.ask("", this::holder);
      var nomadAt = questions.ask(none(), () -> FirstAnswering.of(cluster.nomad()));
      var consulAt = questions.ask(none(), () -> FirstAnswering.of(cluster.consul()));
      var nomad =
          found("Nomad", nomadAt.join(), cluster.nomad(), questions)
              .map(nomadApi -> NomadView.look(nomadApi, jobFolder, variables, questions))
              .orElse(NomadView.NOTHING);
      var consul =
          found("Consul", consulAt.join(), cluster.consul(), questions)
              .map(consulApi -> ConsulView.look(consulApi, nomad.services(), questions))
              .orElse(ConsulView.NOTHING);
      return new Observation(nomad, consul, holder.join(), questions.faults());
    }
  }

  /// The agent that answers at the virtual address knows on which node it runs.
  private String holder() {
    try (var agent = new ConsulApi(cluster.consul().getFirst())) {
      return agent.nodeName();
    }
  }

  private static Optional<Endpoint> found(
      String what, Optional<Endpoint> answering, List<Endpoint> asked, Questions questions) {
    if (answering.isEmpty()) {
      questions.fault("%s answers at none of %s.".formatted(what, asked));
    }
    return answering;
  }

  private static Optional<Endpoint> none() {
    return Optional.empty();
  }
}

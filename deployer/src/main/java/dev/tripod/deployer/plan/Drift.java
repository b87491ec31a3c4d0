package dev.tripod.deployer.plan;

import dev.tripod.deployer.nomad.Change;
import dev.tripod.deployer.nomad.JobKey;
import dev.tripod.deployer.nomad.JobStub;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One job whose registration and file do not say the same, in the shape that `drift --json`
/// prints.
///
/// @param file empty when there is none
/// @param version the one that is registered, -1 when none is
/// @param origin how the version came about and by whom, empty where nobody knows
/// @param why in Nomad's words, where the two cannot be compared
/// @param changes field by field, from what is registered to the file
public record Drift(
    String namespace,
    String job,
    String file,
    Kind kind,
    long version,
    String origin,
    String why,
    List<Change> changes) {
  /// How the two are apart.
  public enum Kind {
    DIFFERS,
    NOT_REGISTERED,
    STOPPED,
    /// It runs, and no file wants it.
    IN_NO_FILE,
    /// Nomad would refuse the file, so it compares nothing.
    NOT_COMPARABLE
  }

  /// All that is apart: first by file, then what no file knows.
  ///
  /// @param plans of all files
  /// @param registered in all namespaces; of those that the files use, each job is expected
  ///     to have a file, unless it is stopped or another job's child
  public static List<Drift> all(List<JobPlan> plans, Collection<JobStub> registered) {
    var stopped =
        registered.stream().filter(JobStub::stopped).map(JobStub::key).collect(Collectors.toSet());
    return Stream.concat(
            plans.stream().flatMap(plan -> of(plan, stopped.contains(key(plan))).stream()),
            registered.stream()
                .filter(stub -> !stub.stopped() && !stub.child() && stray(stub.key(), plans))
                .map(stub -> inNoFile(stub.key())))
        .toList();
  }

  /// The same, with where the registered version is from.
  public Drift from(String registeredOrigin) {
    return new Drift(namespace, job, file, kind, version, registeredOrigin, why, changes);
  }

  /// Whether there is a version that somebody registered.
  public boolean registered() {
    return kind != Kind.NOT_REGISTERED && kind != Kind.NOT_COMPARABLE;
  }

  public JobKey key() {
    return new JobKey(namespace, job);
  }

  private static Optional<Drift> of(JobPlan plan, boolean stopped) {
    return switch (plan.action()) {
      case NOTHING, FOLLOW, TRY_AGAIN -> Optional.empty();
      case REGISTER -> Optional.of(of(plan, Kind.NOT_REGISTERED));
      case CHANGE -> Optional.of(of(plan, stopped ? Kind.STOPPED : Kind.DIFFERS));
      case IMPOSSIBLE -> Optional.of(of(plan, Kind.NOT_COMPARABLE));
    };
  }

  private static Drift of(JobPlan plan, Kind kind) {
    return new Drift(
        plan.namespace(),
        plan.job(),
        plan.file(),
        kind,
        plan.version(),
        "",
        kind == Kind.NOT_COMPARABLE ? plan.why() : "",
        kind == Kind.NOT_REGISTERED ? List.of() : plan.changes());
  }

  private static Drift inNoFile(JobKey key) {
    return new Drift(key.namespace(), key.id(), "", Kind.IN_NO_FILE, -1, "", "", List.of());
  }

  private static boolean stray(JobKey key, List<JobPlan> plans) {
    Set<String> namespaces = plans.stream().map(JobPlan::namespace).collect(Collectors.toSet());
    return namespaces.contains(key.namespace())
        && plans.stream().noneMatch(plan -> key(plan).equals(key));
  }

  private static JobKey key(JobPlan plan) {
    return new JobKey(plan.namespace(), plan.job());
  }
}

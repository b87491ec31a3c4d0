package dev.tripod.scenarios.explain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.scenarios.lab.Allocation;
import dev.tripod.scenarios.lab.Lab;
import dev.tripod.scenarios.lab.ScenarioFailed;
import dev.tripod.scenarios.lab.Unreachable;
import dev.tripod.scenarios.lab.Until;
import dev.tripod.scenarios.lab.World;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs trials on the lab, each from a cluster without the trial's job.
public final class Trying {
  private static final Duration GONE = Duration.ofMinutes(1);
  private static final Duration REGISTERED = Duration.ofMinutes(1);
  private static final List<String> SUBMIT = List.of("submit");
  private static final String ABSENT = "absent.nomad.hcl";
  private static final Pattern INDEX = Pattern.compile("-check-index (\\d+)");

  private final World world;
  private final Path folder;
  private final Tools tools;

  /// @param folder for job files and altered credentials
  public Trying(World world, Path folder) {
    this.world = world;
    this.folder = folder;
    this.tools = new Tools(world, folder);
  }

  /// What the deployer does and says.
  public Deed deployer(Trial trial) throws InterruptedException {
    try {
      begin(trial.before(), this::submit);
      return troubled(trial);
    } finally {
      if (!trial.aboutTheJob()) {
        world.recover();
      }
      purge();
    }
  }

  /// What `nomad job` does and says, where nothing but the job is wrong.
  public Deed nomad(Trial trial) throws InterruptedException {
    try {
      begin(trial.before(), () -> tools.nomad(List.of("run")));
      tools.write(trial.job());
      return tools.nomad(trial.trouble() == Trouble.INTRUDER ? checked(trial) : trial.peer());
    } finally {
      purge();
    }
  }

  /// The peer knows of others only by an index that a person copies from its plan.
  private List<String> checked(Trial trial) throws InterruptedException {
    var plan = tools.nomad(List.of("plan")).output().said();
    var index = INDEX.matcher(plan);
    if (!index.find()) {
      throw new ScenarioFailed("`nomad job plan` names no index: " + plan);
    }
    intrude();
    return Stream.concat(trial.peer().stream(), Stream.of("-check-index", index.group(1))).toList();
  }

  private void intrude() {
    var job = world.nomad().job(Trials.JOB);
    ((ObjectNode) job.at("/TaskGroups/0/Tasks/0/Resources")).put("MemoryMB", 48);
    world.nomad().register(job);
  }

  private void begin(List<String> jobs, Callable<Deed> submit) throws InterruptedException {
    for (var job : jobs) {
      tools.write(job);
      join(start(submit)).output().orFail();
    }
  }

  private Deed troubled(Trial trial) throws InterruptedException {
    tools.write(trial.job());
    return switch (trial.trouble()) {
      case NONE -> tools.deployer(trial.verb(), cluster());
      case NO_LEADER -> withoutLeader(trial);
      case NO_CONSUL -> withoutConsul(trial);
      case WRONG_TOKEN -> tools.deployer(trial.verb(), altered().withToken());
      case WRONG_CERTIFICATE -> tools.deployer(trial.verb(), altered().withViewersCertificate());
      case CUT -> cut(trial);
      case INTRUDER -> intruded(trial);
    };
  }

  private Path cluster() {
    return world.checkout().clusterFile();
  }

  private Altered altered() {
    return new Altered(world.checkout().clusterFile(), folder);
  }

  private Deed withoutLeader(Trial trial) throws InterruptedException {
    var stays = world.lab().vipHolder();
    for (int node = 1; node <= Lab.NODES; node++) {
      if (node != stays) {
        world.lab().off(node);
      }
    }
    return tools.deployer(trial.verb(), cluster());
  }

  private Deed withoutConsul(Trial trial) throws InterruptedException {
    try {
      everywhere("stop");
      return tools.deployer(trial.verb(), cluster());
    } finally {
      everywhere("start");
    }
  }

  private void everywhere(String verb) throws InterruptedException {
    for (int node = 1; node <= Lab.NODES; node++) {
      world.lab().ssh(node, "systemctl", verb, "consul");
    }
  }

  /// The instances run elsewhere, the one before, too: what is lost is the way to Nomad alone.
  private Deed cut(Trial trial) throws InterruptedException {
    var holder = world.lab().vipHolder();
    begin(trial.before().stream().map(job -> elsewhere(job, holder)).toList(), this::submit);
    int before = version();
    tools.write(elsewhere(trial.job(), holder));
    var deed = start(() -> tools.deployer(trial.verb(), cluster()));
    Until.holds("the changed job is registered", REGISTERED, () -> version() > before);
    world.lab().cut(holder);
    return join(deed);
  }

  private Deed submit() throws InterruptedException {
    return tools.deployer(SUBMIT, cluster());
  }

  private int version() {
    return world.nomad().job(Trials.JOB).path("Version").asInt();
  }

  private Deed intruded(Trial trial) throws InterruptedException {
    tools.write(ABSENT, Trials.good(Trials.ABSENT, ""));
    var deed = start(() -> tools.deployer(trial.verb(), cluster()));
    Until.holds(
        "the deployer waits for what the job needs",
        REGISTERED,
        () -> tools.said().contains("waits for a healthy instance"));
    intrude();
    try {
      return join(deed);
    } finally {
      tools.remove(ABSENT);
    }
  }

  private static String elsewhere(String job, int node) {
    return job.replace(
        "count = 1",
        """
        count = 1
        constraint {
          attribute = "${node.unique.name}"
          operator  = "!="
          value     = "node%d"
        }
        """
            .formatted(node));
  }

  private static FutureTask<Deed> start(Callable<Deed> deed) {
    var task = new FutureTask<>(deed);
    Thread.ofVirtual().start(task);
    return task;
  }

  private static Deed join(FutureTask<Deed> task) throws InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException cause) {
      throw new ScenarioFailed("the command of a trial could not be run", asIo(cause));
    }
  }

  private static IOException asIo(ExecutionException cause) {
    return new IOException(cause.getCause());
  }

  private void purge() throws InterruptedException {
    try {
      world.nomad().purge(Trials.JOB);
    } catch (Unreachable notThere) {
      // Nomad answers 404 for a job that it does not know.
      return;
    }
    Until.holds(
        "the trial's allocations have ended",
        GONE,
        () -> world.nomad().allocations(Trials.JOB).stream().allMatch(Allocation::ended));
  }
}

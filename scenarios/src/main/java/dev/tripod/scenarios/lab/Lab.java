package dev.tripod.scenarios.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The three machines and their faults, by the verbs of lab/lab. Nodes are numbered 1 to 3.
public final class Lab {
  public static final int NODES = 3;

  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final Checkout checkout;

  public Lab(Checkout checkout) {
    this.checkout = checkout;
  }

  /// Refuses to go on unless all nodes are up and this host has its route to them: without that
  /// route, what is sent to the lab's addresses would leave the machine.
  public void requireUp() throws InterruptedException {
    var status = run("status");
    if (status.exitCode() != 0) {
      throw new ScenarioFailed(
          "the lab is not up, so nothing was sent to it; run `make up` first. `lab/lab status` says:\n"
              + status.said());
    }
  }

  public void off(int node) throws InterruptedException {
    run("off", number(node)).orFail();
  }

  public void on(int node) throws InterruptedException {
    run("on", number(node)).orFail();
  }

  public void freeze(int node) throws InterruptedException {
    run("freeze", number(node)).orFail();
  }

  public void thaw(int node) throws InterruptedException {
    run("thaw", number(node)).orFail();
  }

  public void cut(int node) throws InterruptedException {
    run("cut", number(node)).orFail();
  }

  public void heal() throws InterruptedException {
    run("heal").orFail();
  }

  /// Takes all that is left of the disk of the node's Redis.
  public void fill(int node) throws InterruptedException {
    run("fill", number(node)).orFail();
  }

  public void free(int node) throws InterruptedException {
    run("free", number(node)).orFail();
  }

  /// Lets what is written to that disk wait.
  public void stall(int node) throws InterruptedException {
    run("stall", number(node)).orFail();
  }

  /// Lets it take a fifth of a second for each.
  public void slow(int node) throws InterruptedException {
    run("slow", number(node)).orFail();
  }

  /// Lets it through as it comes.
  public void flow(int node) throws InterruptedException {
    run("flow", number(node)).orFail();
  }

  /// Has the time of day be wrong by so much for all that runs on the node; zero puts it right.
  public void clock(int node, Duration ahead) throws InterruptedException {
    run("clock", number(node), Long.toString(ahead.toSeconds())).orFail();
  }

  /// The number of the node that holds the virtual IP.
  public int vipHolder() throws InterruptedException {
    return numberOf(run("vip").orFail().strip());
  }

  public String ssh(int node, String... command) throws InterruptedException {
    var verb = new ArrayList<>(List.of("ssh", number(node)));
    verb.addAll(List.of(command));
    return run(verb.toArray(String[]::new)).orFail();
  }

  /// What a command on the fourth host says, which is no server and no administrator's.
  public String outsider(String... command) throws InterruptedException {
    var verb = new ArrayList<>(List.of("outsider"));
    verb.addAll(List.of(command));
    return run(verb.toArray(String[]::new)).orFail();
  }

  /// Takes every fault back, whatever state a scenario left.
  public void restore() throws InterruptedException {
    // First, as a node that is cut off is not seen to be on.
    heal();
    for (int node = 1; node <= NODES; node++) {
      free(node);
      flow(node);
      thaw(node);
      on(node);
      clock(node, Duration.ZERO);
    }
  }

  /// The number in a node's name: "node2" is 2.
  public static int numberOf(String name) {
    var digits = name.replaceAll("\\D", "");
    if (digits.isEmpty()) {
      throw new ScenarioFailed("`" + name + "` is not the name of a lab node, such as node1");
    }
    return Integer.parseInt(digits);
  }

  private static String number(int node) {
    if (node < 1 || node > NODES) {
      throw new IllegalArgumentException("the lab has nodes 1 to " + NODES + ", not " + node);
    }
    return Integer.toString(node);
  }

  private Command.Output run(String... verb) throws InterruptedException {
    var command = new ArrayList<>(List.of(checkout.root().resolve("lab/lab").toString()));
    command.addAll(List.of(verb));
    return Command.run(checkout.root(), DEADLINE, command);
  }
}

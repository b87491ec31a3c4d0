package dev.tripod.deployer.release;

import dev.tripod.deployer.deploy.JobSpec;
import dev.tripod.deployer.rollout.Audience;
import dev.tripod.deployer.rollout.Event;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Brings releases to the nodes that lack them, before jobs run that use them.
public final class Distribution {
  private static final String RELEASE = "release.yml";
  private static final Duration HEARD = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Supplier<Stock> stock;
  private final Path built;
  private final Playbook playbook;

  /// A new one.
  ///
  /// @param stock what the nodes hold now
  /// @param built the folder where a build leaves releases, as `NAME-DIGEST.tar`
  public Distribution(Supplier<Stock> stock, Path built, Playbook playbook) {
    this.stock = stock;
    this.built = built;
    this.playbook = playbook;
  }

  /// Some nodes lack a release, and it cannot be brought to them.
  public static final class Lacking extends RuntimeException {
    private static final long serialVersionUID = 1;

    Lacking(String message) {
      super(message);
    }
  }

  /// Looks, and brings what is lacking.
  ///
  /// @throws Lacking when that cannot be done from here
  public void ensure(Collection<JobSpec> jobs, Audience audience) throws InterruptedException {
    var missing = missing(jobs);
    if (missing.isEmpty()) {
      return;
    }
    missing.forEach(this::requireBuilt);
    tell(jobs, missing, audience);
    playbook.run(RELEASE, "releases", missing);
    awaitNothingLacking(jobs);
  }

  /// The note of a client is on its way to the servers, and to the one that is asked.
  private void awaitNothingLacking(Collection<JobSpec> jobs) throws InterruptedException {
    var until = System.nanoTime() + HEARD.toNanos();
    for (var left = missing(jobs); !left.isEmpty(); left = missing(jobs)) {
      if (System.nanoTime() > until) {
        throw new Lacking(
            "%s has ended, but Nomad's clients do not tell that they hold %s"
                .formatted(RELEASE, left.keySet()));
      }
      Thread.sleep(PAUSE);
    }
  }

  private SortedMap<Release, List<String>> missing(Collection<JobSpec> jobs) {
    return missing(jobs, stock);
  }

  /// What nodes lack of what jobs use.
  public static SortedMap<Release, List<String>> missing(
      Collection<JobSpec> jobs, Supplier<Stock> stock) {
    var used = used(jobs);
    return used.isEmpty() ? new TreeMap<>() : stock.get().missing(used);
  }

  private static Set<Release> used(Collection<JobSpec> jobs) {
    return jobs.stream()
        .flatMap(job -> Release.usedBy(job.json()).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void requireBuilt(Release release, List<String> nodes) {
    var tar = built.resolve(release.name() + "-" + release.digest() + ".tar");
    if (!Files.exists(tar)) {
      throw new Lacking(
          """
          %s is lacking on %s, and was not built here: there is no %s
            Next: `make build` builds what is wanted now, --releases names where another build wrote; --no-release leaves it."""
              .formatted(release, String.join(", ", nodes), tar));
    }
  }

  private static void tell(
      Collection<JobSpec> jobs, Map<Release, List<String>> missing, Audience audience) {
    for (var job : jobs) {
      for (var release : Release.usedBy(job.json())) {
        if (missing.containsKey(release)) {
          var nodes = String.join(", ", missing.get(release));
          audience.hears(new Event.Note(job.key(), "brings %s to %s".formatted(release, nodes)));
        }
      }
    }
  }
}

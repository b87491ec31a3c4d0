package dev.tripod.deployer.nomad;

import dev.tripod.deployer.scale.Room;
import dev.tripod.deployer.scale.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The scale status of the groups of many jobs, each job read again only when it may have changed.
///
/// Truth is what Nomad answers for a job; its events only say which job to ask for again. How old
/// an answer may be:
///
///   - not older than the last event of its job, or the last write of ours;
///   - [#BRIEFLY], while nothing would tell that it changed: the stream of events is down, or the
///     answer is older than the stream; a person holds the count, whose release is no event; an
///     event came less than [#SETTLES] ago, and the scaling event that follows it is none;
///   - else as long as it takes to read all jobs, one each [#READ_EACH], or half of that: chosen
///     anew each time, so that they do not all come together. With few jobs each evaluation reads,
///     and a stream that has fallen silent without a word makes nobody blind for long.
///
/// Whoever is about to write asks for a [#fresh] answer all the same.
public final class GroupScales implements AutoCloseable {
  /// Leaves some of the calls of [ScalingApi] to the writes.
  private static final int READERS = 10;

  /// Many jobs may come at once, when this begins to lead or the stream begins anew. Their first
  /// evaluations wait for a turn, as long as that leaves a policy in its time.
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  static final Duration BRIEFLY = Duration.ofMillis(500);
  static final Duration SETTLES = Duration.ofSeconds(1);

  /// Nomad needs a few percent of a core for 200 reads a second.
  private static final Duration READ_EACH = Duration.ofMillis(5);

  private final ScalingApi nomad;
  private final Duration readEach;
  private final JobEvents events;
  private final Rooms rooms;
  private final Turns turns = new Turns(READERS, LONGEST_WAIT);
  private final Map<JobKey, KnownJob> jobs = new ConcurrentHashMap<>();
  private volatile Consumer<JobKey> deployed = _ -> {};

  public GroupScales(ScalingApi nomad) {
    this(nomad, READ_EACH);
  }

  GroupScales(ScalingApi nomad, Duration readEach) {
    this.nomad = nomad;
    this.readEach = readEach;
    this.rooms = new Rooms(nomad);
    this.events = new JobEvents(nomad::events, this::changed, job -> deployed.accept(job));
  }

  /// Tells of each deployment that ends, of whatever job; what is told takes no time.
  public void whenDeployed(Consumer<JobKey> listener) {
    deployed = listener;
  }

  /// How many instances there are, as far as anybody has told.
  ///
  /// @throws NomadRefused when there is no such group, or its job is stopped
  public GroupScale group(Target target) {
    var job = job(target);
    return job.scale(reading -> believed(job, reading)).group(target.group());
  }

  /// The same, asked for now.
  public GroupScale fresh(Target target) {
    return job(target).scale(_ -> false).group(target.group());
  }

  /// As [ScalingApi#scale]; what comes of it is seen at once.
  public void scale(Target target, int from, int to, String message, Map<String, String> meta) {
    try {
      nomad.scale(target, from, to, message, meta);
    } finally {
      changed(key(target));
    }
  }

  /// What there is room for, where that is less than what is wanted.
  public Optional<Room> shortOf(Target target, int wanted) {
    return rooms.shortOf(target, wanted);
  }

  /// Forgets the jobs of all others.
  public void keepOnly(Collection<Target> targets) {
    jobs.keySet().retainAll(targets.stream().map(GroupScales::key).collect(Collectors.toSet()));
  }

  /// Why changes are not told of; counts are read for each evaluation then.
  public Optional<String> outage() {
    return events.outage();
  }

  private KnownJob job(Target target) {
    return jobs.computeIfAbsent(
        key(target),
        key -> {
          events.follow(key.namespace());
          return new KnownJob(() -> turns.run(() -> nomad.scale(key)));
        });
  }

  private void changed(JobKey key) {
    Optional.ofNullable(jobs.get(key)).ifPresent(KnownJob::changed);
  }

  private boolean believed(KnownJob job, KnownJob.Reading reading) {
    boolean told =
        events.tellSince(reading.beganNanos())
            && job.unchangedBefore(reading, SETTLES)
            && !reading.scale().held(Instant.now());
    var limit = told ? longest(reading) : BRIEFLY;
    return job.unchangedBefore(reading, Duration.ZERO) && reading.age().compareTo(limit) < 0;
  }

  private Duration longest(KnownJob.Reading reading) {
    var own = Duration.ofNanos((long) (readEach.toNanos() * jobs.size() * reading.share()));
    return own.compareTo(BRIEFLY) < 0 ? BRIEFLY : own;
  }

  private static JobKey key(Target target) {
    return new JobKey(target.namespace(), target.job());
  }

  @Override
  public void close() {
    events.close();
  }
}

package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.hashicorp.nomad.javasdk.NomadApiClient;
import com.hashicorp.nomad.javasdk.QueryOptions;
import com.hashicorp.nomad.javasdk.WaitStrategy;
import dev.tripod.deployer.net.UrlPart;
import dev.tripod.kit.net.Endpoint;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/// The Nomad cluster as the deployer sees it: values in, values out.
///
/// Reading goes through nomad-sdk. What it lacks (parsing HCL, jobs without loss, logs) goes
/// through the JDK's client. Every call is bounded and ends in a value, in [NomadRefused] or, when
/// nobody who can answer does so within the patience, in [NomadUnavailable].
public final class Nomad implements AutoCloseable {
  static final Duration CONNECT = Duration.ofSeconds(2);

  /// For people who wait: rides out the election of a leader.
  public static final Limits PATIENT = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(30));

  /// For a look at the state: an answer soon, or none.
  public static final Limits HASTY = new Limits(Duration.ofSeconds(3), Duration.ZERO);

  /// How long one try may take, and for how long one is repeated while there is no leader.
  public record Limits(Duration timeout, Duration patience) {}

  private final String reason;
  private final NomadHttp http;
  private final NomadApiClient sdk;
  private final Attempts attempts;

  /// One that only looks.
  public Nomad(Endpoint nomad, Limits limits) {
    this(nomad, limits, "");
  }

  /// One that changes jobs, too.
  ///
  /// @param reason why, for the cluster's audit
  public Nomad(Endpoint nomad, Limits limits, String reason) {
    this.reason = reason;
    this.http = new NomadHttp(nomad, limits.timeout());
    this.sdk = Sdk.client(nomad, limits.timeout());
    this.attempts = new Attempts(nomad.url(), limits.patience());
  }

  /// Lets Nomad parse a job file.
  ///
  /// @param variables the text of a variables file; what the job does not declare is ignored
  /// @throws NomadRefused with the line and what is wrong there
  public ObjectNode parse(String hcl, String variables) {
    var request =
        object().put("JobHCL", hcl).put("Variables", variables).put("Canonicalize", false);
    return (ObjectNode) attempts.http(() -> http.post("/v1/jobs/parse", request));
  }

  public Optional<LiveJob> job(JobKey key) {
    return found(() -> attempts.http(() -> http.get(path(key, "")))).map(JobJson::live);
  }

  /// What registering the job would do. Counts are compared as they stand in it.
  ///
  /// @param live what runs, if anything does
  /// @throws NomadRefused when the job is not valid
  public Preview preview(ObjectNode job, Optional<LiveJob> live) {
    var request = object().put("Diff", true);
    request.set("Job", job);
    var answer = attempts.http(() -> http.post(path(JobJson.key(job), "/plan"), request));
    var before = live.map(LiveJob::specification).orElseGet(Nomad::object);
    return Preview.read(answer, JobDiff.changes(answer.path("Diff"), before, job));
  }

  /// What Nomad answered to a registration.
  ///
  /// @param warnings in Nomad's words, empty when there are none
  public record Registered(long modifyIndex, String warnings) {}

  /// Registers the job if its modify index is still the observed one (0: if it does not exist).
  ///
  /// @param source kept beside the new version
  /// @throws NomadRefused when the job is not valid, or changed meanwhile: [NomadRefused#conflict]
  public Registered register(ObjectNode job, long observedIndex, Source source) {
    var request = object().put("EnforceIndex", true).put("JobModifyIndex", observedIndex);
    request.set("Job", job);
    source.submission().ifPresent(submission -> request.set("Submission", submission));
    var answer = attempts.http(() -> http.change("/v1/jobs", request, reason));
    return new Registered(answer.path("JobModifyIndex").asLong(), Preview.warnings(answer));
  }

  /// Stops the job.
  ///
  /// @param purge whether Nomad shall forget it, too
  public void deregister(JobKey key, boolean purge) {
    attempts.http(() -> http.delete(path(key, "") + "&purge=" + purge, reason));
  }

  /// All jobs in all namespaces, stopped ones too.
  public List<JobStub> jobs() {
    var list = attempts.http(() -> http.get("/v1/jobs?namespace=*"));
    return StreamSupport.stream(list.spliterator(), false).map(JobStub::of).toList();
  }

  public JobHistory history() {
    return new JobHistory(http, attempts);
  }

  /// Lets all groups of a deployment follow their canaries.
  public void promote(String deployment) {
    var request = object().put("DeploymentID", deployment).put("All", true);
    var path = "/v1/deployment/promote/" + UrlPart.encode(deployment);
    attempts.http(() -> http.change(path, request, reason));
  }

  /// All known deployments of a job, newest first, as soon as something is newer than `after`.
  public Indexed<List<Deployment>> deployments(JobKey key, long after, Duration wait) {
    return attempts.sdk(
        () -> sdk.getJobsApi().deployments(key.id(), options(key, after, wait)),
        SdkModels::deployments);
  }

  public Indexed<List<Allocation>> allocations(JobKey key, long after, Duration wait) {
    return attempts.sdk(
        () -> sdk.getJobsApi().allocations(key.id(), options(key, after, wait)),
        SdkModels::allocations);
  }

  public Indexed<List<Evaluation>> evaluations(JobKey key, long after, Duration wait) {
    return attempts.sdk(
        () -> sdk.getJobsApi().evaluations(key.id(), options(key, after, wait)),
        SdkModels::evaluations);
  }

  /// The last change of the count of each group, whoever made it; Nomad remembers some.
  public List<Scaled> scaled(JobKey key) {
    return Scaled.read(attempts.http(() -> http.get(path(key, "/scale"))));
  }

  public List<NodeState> nodes() {
    return attempts.sdk(() -> sdk.getNodesApi().list(), SdkModels::nodes).value();
  }

  /// What somebody noted about a client under a key; empty when nobody did.
  public String note(NodeState node, String key) {
    var path = "/v1/node/" + UrlPart.encode(node.id());
    return attempts.http(() -> http.get(path)).path("Meta").path(key).asText();
  }

  /// From autopilot's health; the raft configuration says the same, to those who manage ACLs.
  public Quorum quorum() {
    return attempts.http(
        () ->
            Quorum.of(
                http.health("/v1/operator/autopilot/health").path("Servers"),
                server -> withoutRegion(server.path("Name").asText())));
  }

  /// `node1.global` is the server of the region `global` on `node1`.
  private static String withoutRegion(String server) {
    var dot = server.lastIndexOf('.');
    return dot < 0 ? server : server.substring(0, dot);
  }

  /// The end of what a task wrote.
  ///
  /// @param stream `stdout` or `stderr`
  public String logTail(String allocationId, String task, String stream, int bytes) {
    return http.text(
        "/v1/client/fs/logs/%s?task=%s&type=%s&plain=true&origin=end&offset=%d"
            .formatted(allocationId, UrlPart.encode(task), stream, bytes));
  }

  static <T> Optional<T> found(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (NomadRefused e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static <T> QueryOptions<T> options(JobKey key, long after, Duration wait) {
    var options = new QueryOptions<T>().setNamespace(key.namespace());
    return after == 0
        ? options
        : options
            .setIndex(BigInteger.valueOf(after))
            .setWaitStrategy(WaitStrategy.waitForMilliseconds(Math.max(1, wait.toMillis())));
  }

  static String path(JobKey key, String rest) {
    return "/v1/job/%s%s?namespace=%s"
        .formatted(UrlPart.encode(key.id()), rest, UrlPart.encode(key.namespace()));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  @Override
  public void close() {
    http.close();
    Sdk.close(sdk);
  }
}

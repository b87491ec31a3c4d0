package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tripod.deployer.net.UrlPart;
import dev.tripod.deployer.scale.Target;
import dev.tripod.kit.net.Endpoint;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// The part of Nomad that an autoscaler needs. Every call ends in a value, in [NomadRefused] or in
/// [NomadUnavailable], and soon: a loop that comes again does not wait for elections.
///
/// At most [#MAX_CALLS] calls run at once, besides one blocking query and one stream of events.
/// Nomad's default is to take 100 connections from one address.
public final class ScalingApi implements Instances, AutoCloseable {
  private static final int MAX_CALLS = 16;
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /// Nomad adds up to a sixteenth of the wait, so that many watchers do not come back at once.
  private static final Duration WATCH_TIMEOUT =
      LONGEST_WAIT.plus(LONGEST_WAIT.dividedBy(16)).plus(TIMEOUT);

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /// A policy as the list shows it.
  ///
  /// @param modifyIndex grows when the policy changes, and only then
  public record Stub(String id, String namespace, long modifyIndex) {}

  private final NomadHttp quick;
  private final NomadHttp watching;
  private final Turns calls = new Turns(MAX_CALLS, TIMEOUT);

  public ScalingApi(Endpoint nomad) {
    this.quick = new NomadHttp(nomad, TIMEOUT);
    this.watching = new NomadHttp(nomad, WATCH_TIMEOUT);
  }

  /// The policies of all jobs in all namespaces, as soon as something is newer than `after`, or
  /// after half a minute. 0 does not wait.
  public Indexed<List<Stub>> policies(long after) {
    String path = "/v1/scaling/policies?namespace=*";
    var list =
        after == 0
            ? bounded(() -> quick.indexed(path))
            : watching.indexed(
                path + "&index=" + after + "&wait=" + LONGEST_WAIT.toSeconds() + "s");
    return new Indexed<>(stream(list.value()).map(ScalingApi::stub).toList(), list.index());
  }

  /// The whole policy, as plain maps, lists, strings and numbers; empty when it is gone.
  public Optional<Map<?, ?>> policy(Stub stub) {
    try {
      var path =
          "/v1/scaling/policy/%s?namespace=%s"
              .formatted(UrlPart.encode(stub.id()), UrlPart.encode(stub.namespace()));
      return Optional.of(MAPPER.convertValue(bounded(() -> quick.get(path)), Map.class));
    } catch (NomadRefused e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// How many instances there are, and when that was last changed.
  public GroupScale group(Target target) {
    return scale(new JobKey(target.namespace(), target.job())).group(target.group());
  }

  /// The same of all groups of a job, by one call.
  JobScale scale(JobKey job) {
    var asked = Instant.now();
    var status = bounded(() -> quick.get(Nomad.path(job, "/scale")));
    return JobScale.read(job.id(), status, asked);
  }

  JsonNode job(Target target) {
    return bounded(() -> quick.get(path(target, "")));
  }

  /// All nodes with what they have.
  JsonNode nodes() {
    return bounded(() -> quick.get("/v1/nodes?resources=true"));
  }

  /// All allocations with what they take.
  JsonNode allocations() {
    return bounded(() -> quick.get("/v1/allocations?namespace=*&resources=true"));
  }

  /// By four small calls, or by one where the job does not ask for it.
  @Override
  public Optional<Spread> spread(Target target) {
    JsonNode job = job(target);
    if (!Spread.isAskedFor(job, target.group())) {
      return Optional.empty();
    }
    var allocations = bounded(() -> quick.get(path(target, "/allocations")));
    var deployment = bounded(() -> quick.get(path(target, "/deployment")));
    var nodes = bounded(() -> quick.get("/v1/nodes"));
    return Optional.of(Spread.read(job, target.group(), nodes, allocations, deployment));
  }

  @Override
  public void stop(Spread.Instance instance, String reason) {
    var path = "/v1/allocation/%s/stop".formatted(UrlPart.encode(instance.id()));
    bounded(() -> quick.change(path, JsonNodeFactory.instance.objectNode(), reason));
  }

  /// What changes jobs, allocations and deployments, as it happens, and Nomad's index of what has
  /// happened to deployments until now. It does not end of itself.
  Indexed<InputStream> events() {
    long now = watching.indexed("/v1/deployments?namespace=*&per_page=1").index();
    var events = "/v1/event/stream?namespace=*&topic=Job&topic=Allocation&topic=Deployment";
    return new Indexed<>(watching.stream(events, false), now);
  }

  /// Sets the count, if it is still `from`.
  ///
  /// Nomad's only guard is the job's modify index, which its scale status does not tell. So the job
  /// is read once more, its count compared, and the write is bound to the index of that reading: a
  /// leader that was frozen in between finds its write refused.
  ///
  /// @param message why, for the people who look at the job's events
  /// @throws NomadRefused also when the count or the job has changed, [NomadRefused#conflict], or
  ///     while the job is being deployed, [NomadRefused#deploying]
  public void scale(Target target, int from, int to, String message, Map<String, String> meta) {
    JsonNode job = job(target);
    int count = countOf(job, target.group());
    if (count != from) {
      throw NomadRefused.conflict("the count is %d now, no longer %d".formatted(count, from));
    }
    ObjectNode request =
        event(target, message, meta)
            .put("Count", to)
            .put("JobModifyIndex", job.path("JobModifyIndex").asLong());
    bounded(() -> quick.change(path(target, "/scale"), request, message));
  }

  /// Notes something beside the group's events, and changes nothing.
  public void note(Target target, String message, Map<String, String> meta) {
    bounded(() -> quick.change(path(target, "/scale"), event(target, message, meta), message));
  }

  private static ObjectNode event(Target target, String message, Map<String, String> meta) {
    var event = JsonNodeFactory.instance.objectNode().put("Message", message);
    event.putObject("Target").put("Group", target.group());
    event.set("Meta", MAPPER.valueToTree(meta));
    return event;
  }

  private static int countOf(JsonNode job, String group) {
    return stream(job.path("TaskGroups"))
        .filter(one -> one.path("Name").asText().equals(group))
        .map(one -> one.path("Count").asInt())
        .findFirst()
        .orElse(-1);
  }

  private static Stub stub(JsonNode policy) {
    return new Stub(
        policy.path("ID").asText(),
        policy.path("Target").path("Namespace").asText("default"),
        policy.path("ModifyIndex").asLong());
  }

  private <T> T bounded(Supplier<T> call) {
    return calls.run(call);
  }

  private static Stream<JsonNode> stream(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String path(Target target, String rest) {
    return "/v1/job/%s%s?namespace=%s"
        .formatted(UrlPart.encode(target.job()), rest, UrlPart.encode(target.namespace()));
  }

  @Override
  public void close() {
    quick.close();
    watching.close();
  }
}

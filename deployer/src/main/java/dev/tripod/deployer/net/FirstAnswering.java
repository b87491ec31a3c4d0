package dev.tripod.deployer.net;

import dev.tripod.kit.net.Endpoint;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Chooses the agent of Nomad or Consul to talk to. All are tried at once, so that dead nodes cost
/// one wait, not one each.
public final class FirstAnswering {
  /// Nomad and Consul both answer here with the address of their leader, in quotes.
  private static final String LEADER = "/v1/status/leader";

  /// The first call of a cold JVM on a busy machine takes its time.
  private static final Duration LONGEST = Duration.ofSeconds(4);

  /// How long an address that comes first is waited for when a later one has answered.
  private static final Duration MOMENT = Duration.ofMillis(200);

  private enum Answer {
    LEADER,
    NO_LEADER,
    NONE
  }

  private FirstAnswering() {}

  /// The first of the addresses, in their order, whose agent knows a leader; if none does, the
  /// first whose agent answers at all. Those that are silent cost a moment when another answers,
  /// and the whole time only when none does.
  ///
  /// @param addresses at least one, all reached with the same certificate
  public static Optional<Endpoint> of(List<Endpoint> addresses) {
    try (var client = addresses.getFirst().client().connectTimeout(LONGEST).build()) {
      var asked = addresses.stream().map(address -> ask(client, address.url())).toList();
      await(asked);
      var found = first(Answer.LEADER, addresses, asked);
      var answering = found.or(() -> first(Answer.NO_LEADER, addresses, asked));
      client.shutdownNow();
      return answering;
    }
  }

  private static void await(List<CompletableFuture<Answer>> asked) {
    var all = CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new));
    var leaders = asked.stream().map(FirstAnswering::ifLeader);
    CompletableFuture.anyOf(
            Stream.concat(leaders, Stream.of(all)).toArray(CompletableFuture[]::new))
        .join();
    all.completeOnTimeout(null, MOMENT.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /// Any other answer is waited for without end.
  private static CompletableFuture<Answer> ifLeader(CompletableFuture<Answer> asked) {
    return asked.thenCompose(
        answer ->
            answer == Answer.LEADER
                ? CompletableFuture.completedFuture(answer)
                : new CompletableFuture<>());
  }

  private static CompletableFuture<Answer> ask(HttpClient client, URI address) {
    var request = HttpRequest.newBuilder(address.resolve(LEADER)).timeout(LONGEST).build();
    return client
        .sendAsync(request, BodyHandlers.ofString())
        .thenApply(response -> answer(response.statusCode(), response.body()))
        .exceptionally(_ -> Answer.NONE);
  }

  /// A gate answers, too, for an agent that does not.
  private static Answer answer(int status, String body) {
    if (status == 200) {
      return body.contains(":") ? Answer.LEADER : Answer.NO_LEADER;
    }
    return body.contains("No cluster leader") ? Answer.NO_LEADER : Answer.NONE;
  }

  private static Optional<Endpoint> first(
      Answer wanted, List<Endpoint> addresses, List<CompletableFuture<Answer>> answers) {
    for (var i = 0; i < addresses.size(); i++) {
      if (answers.get(i).getNow(Answer.NONE) == wanted) {
        return Optional.of(addresses.get(i));
      }
    }
    return Optional.empty();
  }
}

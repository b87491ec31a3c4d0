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

/// Chooses the agent of Nomad or Consul to talk to. All are tried at once, so that dead nodes cost
/// one wait, not one each.
public final class FirstAnswering {
  /// Nomad and Consul both answer here with the address of their leader, in quotes.
  private static final String LEADER = "/v1/status/leader";

  private enum Answer {
    LEADER,
    NO_LEADER,
    NONE
  }

  private FirstAnswering() {}

  /// The first of the addresses, in their order, whose agent knows a leader; if none does, the
  /// first whose agent answers at all.
  ///
  /// @param addresses at least one, all reached with the same certificate
  /// @param within how long to wait at most
  public static Optional<Endpoint> of(List<Endpoint> addresses, Duration within) {
    try (var client = addresses.getFirst().client().connectTimeout(within).build()) {
      var asked = addresses.stream().map(address -> ask(client, address.url(), within)).toList();
      var found = first(Answer.LEADER, addresses, asked);
      var answering = found.or(() -> first(Answer.NO_LEADER, addresses, asked));
      client.shutdownNow();
      return answering;
    }
  }

  private static CompletableFuture<Answer> ask(HttpClient client, URI address, Duration within) {
    var request = HttpRequest.newBuilder(address.resolve(LEADER)).timeout(within).build();
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

  /// Waits for no answer behind the one that is looked for.
  private static Optional<Endpoint> first(
      Answer wanted, List<Endpoint> addresses, List<CompletableFuture<Answer>> answers) {
    for (var i = 0; i < addresses.size(); i++) {
      if (answers.get(i).join() == wanted) {
        return Optional.of(addresses.get(i));
      }
    }
    return Optional.empty();
  }
}

package dev.tripod.deployer.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Chooses the address to talk to. All are tried at once, so that dead nodes cost one wait, not one
/// each.
public final class FirstAnswering {
  private FirstAnswering() {}

  /// The first of the addresses, in their order, where somebody accepts connections.
  ///
  /// @param within how long to wait at most
  public static Optional<URI> of(List<URI> addresses, Duration within) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = addresses.stream().map(url -> threads.submit(connects(url, within))).toList();
      for (var i = 0; i < answers.size(); i++) {
        if (isTrue(answers.get(i))) {
          return Optional.of(addresses.get(i));
        }
      }
      return Optional.empty();
    }
  }

  private static Callable<Boolean> connects(URI url, Duration within) {
    return () -> {
      try (var socket = new Socket()) {
        var port = url.getPort() < 0 ? 80 : url.getPort();
        socket.connect(
            new InetSocketAddress(url.getHost(), port), Math.toIntExact(within.toMillis()));
        return true;
      } catch (IOException e) {
        return false;
      }
    };
  }

  private static boolean isTrue(Future<Boolean> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return false;
    }
  }
}

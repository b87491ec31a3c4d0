package dev.tripod.deployer.nomad;

import com.hashicorp.nomad.javasdk.ErrorResponseException;
import com.hashicorp.nomad.javasdk.NomadException;
import com.hashicorp.nomad.javasdk.ServerQueryResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;

/// Repeats a call while Nomad cannot be had, for as long as the patience lasts, and gives the SDK's
/// many exceptions the two meanings that matter: refused, or unavailable.
record Attempts(URI address, Duration patience) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  @FunctionalInterface
  interface SdkCall<T> {
    T run() throws IOException, NomadException;
  }

  <T> T http(Supplier<T> call) {
    var deadline = System.nanoTime() + patience.toNanos();
    for (var pause = FIRST_PAUSE; ; pause = longer(pause)) {
      try {
        return call.get();
      } catch (NomadUnavailable e) {
        if (System.nanoTime() + pause.toNanos() > deadline || !slept(pause)) {
          throw e;
        }
      }
    }
  }

  <S, T> Indexed<T> sdk(SdkCall<ServerQueryResponse<S>> call, Function<S, T> model) {
    return plain(
        () -> {
          var response = call.run();
          return new Indexed<>(
              model.apply(response.getValue()), response.getIndex().longValueExact());
        });
  }

  <T> T plain(SdkCall<T> call) {
    return http(() -> translated(call));
  }

  private <T> T translated(SdkCall<T> call) {
    try {
      return call.run();
    } catch (ErrorResponseException e) {
      throw NomadHttp.fault(address, e.getServerErrorCode(), e.getServerErrorMessage());
    } catch (IOException | NomadException e) {
      throw new NomadUnavailable("Nomad at " + address + " does not answer: " + e);
    }
  }

  private static Duration longer(Duration pause) {
    var doubled = pause.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private static boolean slept(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Which programs use this machine's processor time: looks at all processes each 200 ms, so that those that live for a moment are seen
/// too, and prints the seconds of each program at the end.
///
///     tools/java bench/CpuByProgram.java SECONDS
public final class CpuByProgram {
  private static final Duration EVERY = Duration.ofMillis(200);
  private static final double TICKS_PER_SECOND = 100;

  private final Map<String, Long> ticksByProgram = new HashMap<>();
  private Map<Long, Long> ticksBefore = Map.of();

  public static void main(String[] arguments) throws InterruptedException {
    var seconds = Integer.parseInt(arguments[0]);
    var sampler = new CpuByProgram();
    try (var timer = Executors.newSingleThreadScheduledExecutor()) {
      timer.scheduleAtFixedRate(sampler::sample, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
      timer.awaitTermination(seconds, TimeUnit.SECONDS);
      timer.shutdown();
    }
    sampler.print();
  }

  private void sample() {
    var now = new HashMap<Long, Long>();
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      processes.filter(it -> it.getFileName().toString().matches("\\d+")).forEach(it -> look(it, now));
    } catch (IOException failure) {
      throw new IllegalStateException(failure);
    }
    ticksBefore = now;
  }

  /// The first look at all is where counting begins; who comes later is counted from its start.
  private void look(Path process, Map<Long, Long> now) {
    try {
      var id = Long.parseLong(process.getFileName().toString());
      var stat = Files.readString(process.resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      var ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      var used = ticks - ticksBefore.getOrDefault(id, ticksBefore.isEmpty() ? ticks : 0L);
      now.put(id, ticks);
      if (used > 0) {
        ticksByProgram.merge(name(process), used, Long::sum);
      }
    } catch (IOException ended) {
      // Its last moments are lost.
    }
  }

  /// `java` says nothing: the jar does; nor does `nomad`: what it was started for does.
  private static String name(Path process) throws IOException {
    var command = List.of(Files.readString(process.resolve("cmdline")).split("\0"));
    var program = Path.of(command.getFirst().isEmpty() ? "kernel" : command.getFirst()).getFileName().toString();
    return switch (program) {
      case "java" -> command.stream().filter(it -> it.endsWith(".jar")).map(it -> Path.of(it).getFileName().toString()).findFirst().orElse(program);
      case "nomad" -> command.size() > 1 ? program + " " + command.get(1) : program;
      default -> program;
    };
  }

  private void print() {
    ticksByProgram.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(20)
        .forEach(it -> System.out.printf("%7.2f s  %s%n", it.getValue() / TICKS_PER_SECOND, it.getKey()));
  }
}

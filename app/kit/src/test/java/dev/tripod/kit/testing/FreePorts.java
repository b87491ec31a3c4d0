package dev.tripod.kit.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Ports of the loopback address that nobody used a moment ago, each given out once. They lie
/// below those that Nomad gives to tasks (from 20000) and the system to clients (from 32768):
/// else somebody's connection might take one before the program that it was chosen for does,
/// or while that is down.
public final class FreePorts {
  private static final int FIRST = 10_000;
  private static final int COUNT = 10_000;

  /// Two test runs at the same time begin at different ones.
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

  private FreePorts() {}

  public static int one() {
    return several(1).getFirst();
  }

  /// All different.
  public static List<Integer> several(int count) {
    List<Integer> ports =
        IntStream.range(0, COUNT)
            .map(_ -> FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT))
            .filter(FreePorts::isFree)
            .limit(count)
            .boxed()
            .toList();
    if (ports.size() < count) {
      throw new IllegalStateException("no %d free ports from %d on".formatted(count, FIRST));
    }
    return ports;
  }

  private static boolean isFree(int port) {
    try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}

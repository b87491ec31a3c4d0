package dev.tripod.deployer.nomad;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Room;
import dev.tripod.kit.testing.Await;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is computed to fit against what a real Nomad places.
class RoomsTest extends ScalingTest {

  @Test
  void asManyFitAsNomadPlaces() {
    long each = memoryMb() * 2 / 5;
    submit(1, each, "");
    Await.until("one runs", PATIENCE, () -> scaling.group(WEB).count().running() == 1);

    assertThat(shortOf(2)).isEmpty();
    assertThat(shortOf(5).map(Room::count)).contains(2);
    assertThat(shortOf(5).map(Room::lacking)).contains("too little of memory on 1 node");

    scaling.scale(WEB, 1, 5, "more than fit", Map.of());
    Await.until("two run", PATIENCE, () -> scaling.group(WEB).count().running() == 2);
    assertThat(scaling.group(WEB).count().placed()).isEqualTo(2);
  }

  @Test
  void oneForEachNodeIsALimitOfItsOwn() {
    submit(1, 10, "constraint { distinct_hosts = true }");
    Await.until("one runs", PATIENCE, () -> scaling.group(WEB).count().running() == 1);

    assertThat(shortOf(2).map(Room::count)).contains(1);
    assertThat(shortOf(2).map(Room::lacking)).contains("too little of another place on 1 node");
  }

  @Test
  void aDatacenterWithoutNodesHasNoRoom() {
    submit(1, 10, "", "elsewhere");

    assertThat(shortOf(1).map(Room::count)).contains(0);
    assertThat(shortOf(1).map(Room::lacking)).contains("no node takes new instances");
  }

  private static Optional<Room> shortOf(int wanted) {
    return new Rooms(scaling).shortOf(WEB, wanted);
  }

  private static long memoryMb() {
    return Resources.ofNode(scaling.nodes().path(0)).memoryMb();
  }

  private static void submit(int count, long memoryMb, String constraint) {
    submit(count, memoryMb, constraint, "*");
  }

  private static void submit(int count, long memoryMb, String constraint, String datacenter) {
    register(
        "datacenters = [\"%s\"]".formatted(datacenter),
        """
        count = %d
        %s
        update {
          max_parallel = 0
        }
        """
            .formatted(count, constraint),
        memoryMb);
  }
}

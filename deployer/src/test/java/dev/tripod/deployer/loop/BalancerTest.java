package dev.tripod.deployer.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.nomad.Answers;
import dev.tripod.deployer.nomad.Instances;
import dev.tripod.deployer.nomad.Spread;
import dev.tripod.deployer.scale.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalancerTest {
  private static final Target ITEMS = new Target("default", "items", "items");

  private final Group group = new Group();
  private final List<Target> moved = new ArrayList<>();
  private boolean leads = true;
  private final Balancer balancer = new Balancer(group, () -> leads, List::of, moved::add);
  private Instant now = Instant.parse("2026-03-01T12:00:00Z");

  /// Stands in for Nomad.
  private static final class Group implements Instances {
    private Optional<Spread> spread = Optional.of(BalanceTest.spread("a a b", "a b c"));
    private Optional<RuntimeException> fault = Optional.empty();
    private final List<String> stopped = new ArrayList<>();

    @Override
    public Optional<Spread> spread(Target target) {
      return spread;
    }

    @Override
    public void stop(Spread.Instance instance, String reason) {
      fault.ifPresent(
          no -> {
            throw no;
          });
      stopped.add(instance.id() + " " + reason);
    }
  }

  @Test
  void oneIsStoppedWithTheReason() {
    look();
    assertThat(group.stopped).isEmpty();
    lookWhenCalm();

    assertThat(group.stopped).containsExactly("1 items: instance 1 moves, 2 of 3 on a, 0 on c");
    assertThat(moved).containsExactly(ITEMS);
  }

  @Test
  void aJobThatDoesNotAskForItIsLeftAlone() {
    group.spread = Optional.empty();
    look();
    lookWhenCalm();

    assertThat(group.stopped).isEmpty();
  }

  @Test
  void aStandbyDoesNothingAndForgetsWhatItSaw() {
    look();
    leads = false;
    lookWhenCalm();
    leads = true;
    look();
    assertThat(group.stopped).isEmpty();

    lookWhenCalm();
    assertThat(group.stopped).hasSize(1);
  }

  @Test
  void whatNomadRefusesCountsAsTriedAndNotAsMoved() {
    group.fault = Optional.of(Answers.refused(403, "Permission denied"));
    for (int looks = 0; looks < 3 * Balance.MOST_MOVES; looks++) {
      look();
      lookWhenCalm();
    }
    group.fault = Optional.empty();
    look();
    lookWhenCalm();

    assertThat(moved).isEmpty();
    assertThat(group.stopped).as("the limit is reached").isEmpty();
  }

  private void look() {
    balancer.look(ITEMS, now);
  }

  private void lookWhenCalm() {
    now = now.plus(Balance.CALM);
    look();
  }
}

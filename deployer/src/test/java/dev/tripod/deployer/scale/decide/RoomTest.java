package dev.tripod.deployer.scale.decide;

import static dev.tripod.deployer.scale.decide.Policies.TARGET;
import static dev.tripod.deployer.scale.decide.Policies.check;
import static dev.tripod.deployer.scale.decide.Policies.items;
import static dev.tripod.deployer.scale.decide.Policies.policy;
import static dev.tripod.deployer.scale.decide.Story.NOW;
import static dev.tripod.deployer.scale.decide.Story.causeOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tripod.deployer.scale.Count;
import dev.tripod.deployer.scale.Room;
import dev.tripod.deployer.scale.policy.Policy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The ends of the range: no instance at all, no room for more, and none ready that could be given
/// up.
class RoomTest {

  @ParameterizedTest
  @CsvSource({
    // room, decision
    "9, '4 → 8: '",
    "8, '4 → 8: '",
    "7, '4 → 7: 8 wanted, 7 fit: memory on 3 nodes; '",
    "5, '4 → 5: 8 wanted, 5 fit: memory on 3 nodes; '",
    "4, 'defer 4 → 8: 8 wanted, 4 fit: memory on 3 nodes; '",
    "3, 'defer 4 → 8: 8 wanted, 3 fit: memory on 3 nodes; '",
  })
  void takesWhatFits(int room, String decision) {
    var verdict = roomy(4, room).sees(300);

    assertThat(verdict.text()).isEqualTo(decision + "300.0 requests/s per instance, target 150.0");
    if (room <= 4) {
      assertThat(causeOf(verdict)).isEqualTo(Cause.NO_ROOM);
    }
  }

  @Test
  void aBurstDoesNotMakeRoom() {
    var story =
        new Story(items("panic {\n  threshold = 2\n}"), 2).with(each -> each.fitting(room(3)));

    assertThat(story.sees(450).text()).startsWith("2 → 3: 6 wanted, 3 fit");
  }

  @Test
  void lackOfRoomHoldsNoScaleIn() {
    assertThat(roomy(4, 1).sees(75).text()).startsWith("4 → 2: 75.0");
  }

  @ParameterizedTest
  @CsvSource({
    // desired, placed, running, ready, metric, decision
    "6, 6, 6, 6,  50, '6 → 2: 50.0'",
    "6, 6, 6, 5,  50, '6 → 3: 1 are not ready, and Nomad may end the others; 50.0'",
    "6, 6, 6, 3,  50, '6 → 5: 3 are not ready, and Nomad may end the others; 50.0'",
    "6, 6, 6, 2,  50, 'defer 6 → 2: 4 are not ready, and Nomad may end the others; 50.0'",
    "6, 6, 6, 0,  50, 'defer 6 → 2: 6 are not ready, and Nomad may end the others; 50.0'",
    // Those that have no node cannot be kept in place of others.
    "6, 4, 4, 4,  75, '6 → 2: 75.0'",
    "6, 4, 4, 6,  75, '6 → 2: 75.0'",
  })
  void enoughOfTheReadyOnesAreLeft(
      int desired, int placed, int running, int ready, double metric, String decision) {
    var story = new Story(items(), new Count(desired, placed, running, ready));

    var verdict = story.sees(metric);

    assertThat(verdict.text()).startsWith(decision);
    if (verdict instanceof Decision.Defer) {
      assertThat(causeOf(verdict)).isEqualTo(Cause.NOT_READY);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // metric of the whole queue, decision
    "  0.0, 'hold 0: 0.0 jobs per instance, target 10.0'",
    "  5.0, 'hold 0: 5.0 jobs per instance, target 10.0'",
    "  5.1, '0 → 1: 5.1 jobs per instance, target 10.0'",
    " 35.0, '0 → 4: 35.0 jobs per instance, target 10.0'",
  })
  void fromZeroTheLoadHasToExceedTheActivation(double metric, String decision) {
    assertThat(new Story(queue("activation = 5"), 0).sees(metric).text()).isEqualTo(decision);
  }

  @Test
  void theActivationCountsFromZeroOnly() {
    assertThat(new Story(queue("activation = 50"), 2).sees(35).text()).startsWith("2 → 4");
  }

  @Test
  void withoutAnActivationAnyLoadStartsOne() {
    assertThat(new Story(queue(""), 0).sees(0.1).text()).startsWith("0 → 1");
    assertThat(new Story(queue(""), 0).sees(0)).isInstanceOf(Decision.Hold.class);
  }

  @Test
  void theLastInstanceGoesOnceNothingWasWantedForLongEnough() {
    var story = new Story(queue(""), 3);

    assertThat(story.sees(0).text())
        .isEqualTo(
            "3 → 1: nothing wanted for 0.0 s, the last goes after 60.0 s; 0.0 jobs per instance,"
                + " target 10.0");
    story.scaled(1);
    assertThat(story.afterMillis(59_999).sees(0).text()).startsWith("hold 1: nothing wanted for");
    assertThat(story.afterMillis(1).sees(0).text()).startsWith("1 → 0: 0.0 jobs");
  }

  @Test
  void anyLoadBeginsThatTimeAnew() {
    var story = new Story(queue(""), 1);
    story.sees(0);
    story.afterMillis(50_000).sees(1);

    assertThat(story.afterMillis(10_000).sees(0)).isInstanceOf(Decision.Hold.class);
    assertThat(story.afterMillis(60_000).sees(0)).isInstanceOf(Decision.Scale.class);
  }

  @Test
  void aPolicyWithAMinNeverGoesToZero() {
    assertThat(new Story(items(), 1).sees(0).text()).startsWith("hold 1: 0 wanted, min is 1");
  }

  @Test
  void aMetricOfTheGroupCountsWhileNothingRuns() {
    assertThat(new Story(queue(""), new Count(2, 2, 0, 0)).sees(35).text())
        .isEqualTo("2 → 4: 35.0 jobs per instance, target 10.0; 0 of 2 running");
  }

  @Test
  void oneCheckOfAnInstanceIsEnoughToWaitForOne() {
    var both = items("", check("a", TARGET), check("b", "strategy \"pass-through\" {}"));

    assertThat(causeOf(new Story(both, new Count(2, 0)).sees(Map.of("a", 1.0, "b", 5.0))))
        .isEqualTo(Cause.NOT_RUNNING);
    var other = items("", check("b", "strategy \"pass-through\" {}"));
    assertThat(new Story(other, new Count(2, 0)).sees(Map.of("b", 5.0)).text())
        .isEqualTo("2 → 5: the query asks for 5.0; 0 of 2 running");
  }

  private static Story roomy(int count, int room) {
    return new Story(items(), count).with(each -> each.fitting(room(room)));
  }

  private static Optional<Room> room(int count) {
    return Optional.of(new Room(count, "memory on 3 nodes", NOW));
  }

  /// A queue of jobs, 0 to 8 instances of 10 jobs each.
  private static Policy queue(String words) {
    return policy(
        """
        scaling {
          min = 0
          max = 8
          policy {
            cooldown = "0s"
            scale_to_zero_after = "60s"
            check "rate" {
              source = "prometheus"
              query = "sum(jobs)"
              unit = "jobs"
              %s
              strategy "target-value" {
                target = 10
                metric_of = "group"
              }
            }
          }
        }
        """
            .formatted(words));
  }
}

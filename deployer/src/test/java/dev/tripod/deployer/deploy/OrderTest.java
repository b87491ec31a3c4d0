package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {
  @Test
  void jobsWithoutNeedsKeepTheirOrder() {
    assertThat(names(Specs.service("a", "", ""), Specs.service("b", "", "")))
        .containsExactly("a", "b");
  }

  @Test
  void aJobComesAfterAllThatProvideWhatItNeeds() {
    assertThat(
            names(
                Specs.service("items", "redis-master, prometheus", ""),
                Specs.service("keeper", "redis", "redis-master,redis-replica"),
                Specs.service("redis", "", ""),
                Specs.service("prometheus", "", ""),
                Specs.service("autoscaler", "prometheus", "")))
        .containsExactly("redis", "prometheus", "keeper", "autoscaler", "items");
  }

  @Test
  void aServiceOfTwoProvidersWaitsForBoth() {
    assertThat(
            names(
                Specs.service("c", "shared", ""),
                Specs.service("a", "", "shared"),
                Specs.service("b", "a", "shared")))
        .containsExactly("a", "b", "c");
  }

  @Test
  void nothingIsInOrder() {
    assertThat(Order.of(List.of())).isEmpty();
  }

  @Test
  void anUnknownNeedIsNamedWithWhatIsProvided() {
    assertThatThrownBy(() -> names(Specs.service("a", "ghost", ""), Specs.service("b", "", "x")))
        .isInstanceOf(OrderProblem.class)
        .hasMessage(
            "jobs/a.nomad.hcl: the job a needs the service ghost, which no job provides; provided"
                + " are: a, b, x");
  }

  @Test
  void aCircleIsNamed() {
    assertThatThrownBy(
            () ->
                names(
                    Specs.service("start", "a", ""),
                    Specs.service("a", "b", ""),
                    Specs.service("b", "c", ""),
                    Specs.service("c", "a", "")))
        .isInstanceOf(OrderProblem.class)
        .hasMessageContaining("Jobs need each other in a circle: a needs b needs c needs a.");
  }

  @Test
  void aJobThatNeedsItselfIsACircle() {
    assertThatThrownBy(() -> names(Specs.service("a", "a", "")))
        .isInstanceOf(OrderProblem.class)
        .hasMessageContaining("a needs a");
  }

  private static List<String> names(JobSpec... jobs) {
    return Order.of(List.of(jobs)).stream().map(JobSpec::id).toList();
  }
}

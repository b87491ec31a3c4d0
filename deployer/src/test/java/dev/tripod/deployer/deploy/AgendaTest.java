package dev.tripod.deployer.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AgendaTest {
  private static final JobSpec REDIS = Specs.service("redis", "", "");
  private static final JobSpec KEEPER = Specs.service("keeper", "redis", "redis-master");
  private static final JobSpec ITEMS = Specs.service("items", "redis-master", "");
  private static final JobSpec SITE = Specs.service("site", "", "");

  private final Agenda agenda = new Agenda(List.of(REDIS, SITE, KEEPER, ITEMS));

  @Test
  void aJobStartsAsSoonAsWhatItNeedsHasSucceeded() {
    assertThat(agenda.start()).containsExactly(REDIS, SITE);
    assertThat(agenda.start()).as("each is told once").isEmpty();

    assertThat(agenda.ended(REDIS, Outcome.UNCHANGED)).isEmpty();
    assertThat(agenda.start()).containsExactly(KEEPER);

    agenda.ended(KEEPER, Outcome.ROLLED_OUT);
    assertThat(agenda.start()).containsExactly(ITEMS);
    agenda.ended(ITEMS, Outcome.ROLLED_OUT);
    assertThat(agenda.done()).as("one still runs").isFalse();
    agenda.ended(SITE, Outcome.ROLLED_OUT);
    assertThat(agenda.done()).isTrue();
  }

  @Test
  void whatNeedsAFailedJobIsLeftOutAndAllElseGoesOn() {
    agenda.start();

    assertThat(agenda.ended(REDIS, Outcome.FAILED)).containsExactly(KEEPER, ITEMS);
    assertThat(agenda.start()).isEmpty();
    agenda.ended(SITE, Outcome.ROLLED_OUT);

    assertThat(agenda.done()).isTrue();
    assertThat(agenda.outcomes())
        .containsEntry(REDIS, Outcome.FAILED)
        .containsEntry(KEEPER, Outcome.LEFT_OUT)
        .containsEntry(ITEMS, Outcome.LEFT_OUT)
        .containsEntry(SITE, Outcome.ROLLED_OUT);
  }

  @Test
  void needsThatNobodyHereProvidesAreNotWaitedFor() {
    assertThat(new Agenda(List.of(ITEMS)).start()).containsExactly(ITEMS);
  }
}

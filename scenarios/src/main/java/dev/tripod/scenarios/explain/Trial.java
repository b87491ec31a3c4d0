package dev.tripod.scenarios.explain;

import java.util.List;

/// Something that goes well or wrong when a job is submitted.
///
/// @param name in a few words
/// @param before the job as it runs when the trial begins, empty when it does not
/// @param job as it is tried
/// @param verb of the deployer, with its options
/// @param trouble of the cluster meanwhile
/// @param exitCode of the deployer
/// @param words that its explanation must hold
public record Trial(
    String name,
    String before,
    String job,
    List<String> verb,
    Trouble trouble,
    int exitCode,
    List<String> words) {
  private static final List<String> SUBMIT = List.of("submit", "--timeout", "90s");

  static Trial of(String name, String job, int exitCode, String... words) {
    return new Trial(name, "", job, SUBMIT, Trouble.NONE, exitCode, List.of(words));
  }

  Trial after(String earlier) {
    return new Trial(name, earlier, job, verb, trouble, exitCode, words);
  }

  Trial by(String... otherVerb) {
    return new Trial(name, before, job, List.of(otherVerb), trouble, exitCode, words);
  }

  Trial during(Trouble other) {
    return new Trial(name, before, job, verb, other, exitCode, words);
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.tripod.scenarios.explain;

import java.util.List;

/// Something that goes well or wrong when a job is submitted.
///
/// @param name in a few words
/// @param before the job's versions when the trial begins, oldest first
/// @param job as it is tried
/// @param verb of the deployer, with its options
/// @param peer the same of `nomad job`, without its options
/// @param trouble of the cluster meanwhile
/// @param exitCode of the deployer
/// @param words that its explanation must hold
public record Trial(
    String name,
    List<String> before,
    String job,
    List<String> verb,
    List<String> peer,
    Trouble trouble,
    int exitCode,
    List<String> words) {
  private static final List<String> SUBMIT = List.of("submit", "--timeout", "90s");

  static Trial of(String name, String job, int exitCode, String... words) {
    return new Trial(
        name, List.of(), job, SUBMIT, List.of("run"), Trouble.NONE, exitCode, List.of(words));
  }

  Trial after(String... earlier) {
    return new Trial(name, List.of(earlier), job, verb, peer, trouble, exitCode, words);
  }

  Trial by(String... otherVerb) {
    return new Trial(name, before, job, List.of(otherVerb), peer, trouble, exitCode, words);
  }

  Trial besides(String... otherPeer) {
    return new Trial(name, before, job, verb, List.of(otherPeer), trouble, exitCode, words);
  }

  Trial during(Trouble other) {
    return new Trial(name, before, job, verb, peer, other, exitCode, words);
  }

  /// Whether only the job is in question, not the cluster around it.
  boolean aboutTheJob() {
    return trouble == Trouble.NONE || trouble == Trouble.INTRUDER;
  }

  @Override
  public String toString() {
    return name;
  }
}

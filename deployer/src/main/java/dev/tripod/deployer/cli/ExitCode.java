package dev.tripod.deployer.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the exit code of every verb means. Scripts may rely on the numbers.
public enum ExitCode {
  OK(0, "Done; what is wanted is what runs."),
  NOT_AS_WANTED(1, "The question was answered: what runs is not what is wanted."),
  CANNOT(2, "Wrong usage, wrong input or wrong credentials; nothing was changed."),
  ROLLOUT_FAILED(3, "A job was registered, but its rollout failed or did not end in time."),
  CONFLICT(4, "Somebody else changed a job meanwhile; nothing of theirs was overwritten."),
  UNREACHABLE(5, "Nomad or Consul does not answer, or has no leader.");

  private final int number;
  private final String meaning;

  ExitCode(int number, String meaning) {
    this.number = number;
    this.meaning = meaning;
  }

  public int number() {
    return number;
  }

  public String meaning() {
    return meaning;
  }

  /// All of them, for the help of each verb.
  static Map<String, String> list() {
    var list = new LinkedHashMap<String, String>();
    Arrays.stream(values()).forEach(code -> list.put(Integer.toString(code.number), code.meaning));
    return list;
  }
}

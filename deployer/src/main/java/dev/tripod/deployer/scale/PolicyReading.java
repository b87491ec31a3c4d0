package dev.tripod.deployer.scale;

import java.util.List;

/// A policy that was read from a job, or the reasons why it cannot be run.
public sealed interface PolicyReading {

  String id();

  Target target();

  record Accepted(Policy policy) implements PolicyReading {
    @Override
    public String id() {
      return policy.id();
    }

    @Override
    public Target target() {
      return policy.target();
    }
  }

  /// A policy that is not run.
  ///
  /// @param problems one sentence for each word that is wrong, with its path in the job file
  record Refused(String id, Target target, List<String> problems) implements PolicyReading {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}

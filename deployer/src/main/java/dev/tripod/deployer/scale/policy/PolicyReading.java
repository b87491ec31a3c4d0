package dev.tripod.deployer.scale.policy;

import dev.tripod.deployer.scale.Target;
import java.util.List;
import java.util.stream.Collectors;

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
  /// @param problems all that is wrong
  record Refused(String id, Target target, List<Problem> problems) implements PolicyReading {
    public Refused {
      problems = List.copyOf(problems);
    }

    /// All of it in one line.
    public String words() {
      return problems.stream().map(Problem::toString).collect(Collectors.joining("; "));
    }
  }
}

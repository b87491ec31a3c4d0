package dev.tripod.deployer.scale.policy;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How what several checks want becomes one count.
public sealed interface Combination {

  /// What one check wants.
  ///
  /// @param group of checks that belong together; empty for none
  /// @param count the desired one where the check wants no change
  record Want(String check, String group, int count) {}

  /// One count of what all want.
  ///
  /// @param wants at least one
  int join(List<Want> wants, int desired);

  /// The names of checks that must be there.
  default Set<String> names() {
    return Set.of();
  }

  /// Words of a policy.
  enum Word implements Combination {
    /// The most, since the safest action wins. Within a named group, those who want no change have
    /// no say unless all of them want none. As nomad-autoscaler has it.
    MAX {
      @Override
      public int join(List<Want> wants, int desired) {
        return wants.stream().collect(Collectors.groupingBy(Want::group)).entrySet().stream()
            .mapToInt(group -> ofGroup(group.getKey(), group.getValue(), desired))
            .max()
            .orElse(desired);
      }
    },
    /// The fewest.
    MIN {
      @Override
      public int join(List<Want> wants, int desired) {
        return counts(wants).min().orElse(desired);
      }
    },
    /// A change that all want, and no more of it than each of them.
    AND {
      @Override
      public int join(List<Want> wants, int desired) {
        int fewest = counts(wants).min().orElse(desired);
        int most = counts(wants).max().orElse(desired);
        return fewest > desired ? fewest : Math.min(most, desired);
      }
    },
    /// A change that any wants: an increase before a decrease, and the largest.
    OR {
      @Override
      public int join(List<Want> wants, int desired) {
        int most = counts(wants).max().orElse(desired);
        return most > desired ? most : counts(wants).min().orElse(desired);
      }
    };

    private static int ofGroup(String group, List<Want> wants, int desired) {
      var changes = counts(wants).filter(count -> group.isEmpty() || count != desired).max();
      return changes.orElse(desired);
    }

    private static IntStream counts(List<Want> wants) {
      return wants.stream().mapToInt(Want::count);
    }

    String said() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What a formula over the checks' names gives, rounded up; no change where that is no number,
  /// which is so when one of them has no vote.
  record Computed(Formula formula) implements Combination {
    @Override
    public int join(List<Want> wants, int desired) {
      double value =
          formula.value(wants.stream().collect(Collectors.toMap(Want::check, Want::count)));
      return Double.isFinite(value) ? (int) Math.max(0, Math.ceil(value)) : desired;
    }

    @Override
    public Set<String> names() {
      return formula.names();
    }
  }
}

package dev.tripod.deployer.scale.decide;

import java.util.List;
import java.util.stream.Stream;

/// What to do about a group's count now, and why. The reasons are clauses for people; the first is
/// the one that decided.
public sealed interface Decision {

  List<String> reasons();

  /// The count that is wanted, now or later; the present one where nothing else is.
  int wanted();

  /// `2 → 4: 310.0 requests/s per instance, target 150.0`, without the name of the group.
  String text();

  /// Nothing is wanted, or nothing is known.
  record Hold(Cause cause, int count, List<String> reasons) implements Decision {
    public Hold {
      reasons = List.copyOf(reasons);
    }

    @Override
    public int wanted() {
      return count;
    }

    @Override
    public String text() {
      return "hold " + count + ": " + String.join("; ", reasons);
    }
  }

  /// Another count is wanted, but not now. The next evaluation decides again from fresh samples, so
  /// the wish that is carried out in the end is the latest one.
  record Defer(Cause cause, int from, int to, List<String> reasons) implements Decision {
    public Defer {
      reasons = List.copyOf(reasons);
    }

    @Override
    public int wanted() {
      return to;
    }

    @Override
    public String text() {
      return "defer " + from + " → " + to + ": " + String.join("; ", reasons);
    }
  }

  /// Change the count now.
  record Scale(int from, int to, List<String> reasons) implements Decision {
    public Scale {
      reasons = List.copyOf(reasons);
    }

    @Override
    public int wanted() {
      return to;
    }

    @Override
    public String text() {
      return from + " → " + to + ": " + String.join("; ", reasons);
    }

    /// The same wish, held back by something that only showed when it was carried out.
    public Defer deferred(Cause cause, String reason) {
      var all = Stream.concat(Stream.of(reason), reasons.stream()).toList();
      return new Defer(cause, from, to, all);
    }
  }
}

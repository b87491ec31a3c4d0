package dev.tripod.deployer.scale.strategy;

/// The queue M/M/c: arrivals at random, service times at random, `c` servers, one queue.
///
/// The probability that an arrival has to wait is Erlang's C formula (A. K. Erlang, "Solution of
/// some Problems in the Theory of Probabilities of Significance in Automatic Telephone Exchanges",
/// 1917); the wait of those who have to is exponential with rate `cμ − λ` (D. Gross and C. M.
/// Harris, "Fundamentals of Queueing Theory", section on M/M/c). B is computed by its recursion,
/// which neither overflows nor loses precision.
final class ErlangC {
  private ErlangC() {}

  /// The probability of a longer wait than the given one; 1 where the servers do not keep up.
  ///
  /// @param arrivals each second
  /// @param serviceSeconds the mean time that one takes
  static double waitLonger(
      int servers, double arrivals, double serviceSeconds, double waitSeconds) {
    double load = arrivals * serviceSeconds;
    if (load >= servers) {
      return 1;
    }
    double rate = servers / serviceSeconds - arrivals;
    return waiting(servers, load) * Math.exp(-rate * waitSeconds);
  }

  /// The probability that an arrival has to wait.
  ///
  /// @param load in Erlang: how many servers would be busy if there were enough; below `servers`
  static double waiting(int servers, double load) {
    double blocked = 1;
    for (int n = 1; n <= servers && blocked > 0; n++) {
      blocked = load * blocked / (n + load * blocked);
    }
    double use = load / servers;
    return blocked / (1 - use * (1 - blocked));
  }
}

package dev.tripod.scenarios.chaos;

import java.time.Duration;

/// One fault of the matrix.
///
/// @param lasts how long it is left alone before service has to be steady, and then is taken
///     back
/// @param meanwhile what has to be served before it is taken back
/// @param limit of one fault
/// @param times how often in a run, under the same load
record Row(String name, Fault fault, Duration lasts, Service meanwhile, Limit limit, int times) {
  enum Service {
    ALL,
    /// Fewer than two members of Redis: nothing can be kept by two machines. Or an instance of
    /// the API is served by an agent of Consul that knows nothing new: not who is master.
    READS,
    NONE
  }

  /// The same with less to be served meanwhile.
  Row serving(Service other) {
    return new Row(name, fault, lasts, other, limit, times);
  }

  /// The same so often in each run.
  Row times(int number) {
    return new Row(name, fault, lasts, meanwhile, limit, number);
  }

  /// What clients may see of a run.
  Limit allowed() {
    return limit.times(times);
  }
}

package dev.tripod.scenarios.sentinel;

import java.util.Locale;

/// What happens to the master.
enum Fault {
  /// kill -9; systemd starts it again.
  KILLED("the master on node%d is killed"),
  /// Its machine loses power.
  OFF("power off: node%d, the master's"),
  /// Its machine and the other two are split, and clients reach both sides.
  SPLIT("node%d, the master's, and the others are split, and clients reach both");

  private final String what;

  Fault(String what) {
    this.what = what;
  }

  /// Each of them in turn.
  ///
  /// @param run from 1
  static Fault ofRun(int run) {
    return values()[(run - 1) % values().length];
  }

  String row() {
    return "sentinel-" + name().toLowerCase(Locale.ROOT);
  }

  /// For people.
  String on(int node) {
    return what.formatted(node);
  }
}

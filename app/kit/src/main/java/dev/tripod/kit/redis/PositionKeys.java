package dev.tripod.kit.redis;

/// Where Redis keeps how far its data has come: one hash, which the keepers sign and who writes
/// counts in (docs/adr/0011-an-ok-survives-a-machine.md).
public final class PositionKeys {
  /// Away from the applications' data in database 0.
  public static final int DATABASE = 15;

  public static final String HASH = "keeper:position";

  /// Written by the keeper of the master, both at once.
  public static final String TERM = "term";

  public static final String HISTORY = "history";

  /// Counts batches of writes.
  public static final String SEQ = "seq";

  /// There when an operator has chosen that a write is `ok` when the master alone has it
  /// (ansible/alone.yml).
  public static final String ALONE = "alone";

  private PositionKeys() {}
}

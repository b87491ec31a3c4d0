package dev.tripod.keeper.model;

/// The rules of docs/adr/0011, each of which can be taken out.
enum Rule {
  /// A write is answered `ok` only when one member besides the master has it.
  ANOTHER_HAS_IT,

  /// A write goes only to a master that has written its term into the data before.
  TERM_BEFORE_WRITES,

  /// Who has the higher term has the better data, however much of it another has.
  TERM_BEFORE_LENGTH,

  /// Positions are read after the members have been detached.
  DETACH_THEN_COMPARE,

  /// Two members of three, for a promotion.
  TWO_OF_THREE,

  /// A member in the middle of a full copy does not count.
  WHOLE_DATA,

  /// An order that was allowed before its target was detached by another does not reach it.
  ONE_CONNECTION,
}

package dev.tripod.keeper;

/// What the last leader wrote to Consul each second: how far its data had come, and how many
/// members there were. Who wants to lead is measured by it.
record Recorded(Position position, int members) {
  /// Reads what [#toString] wrote.
  static Recorded parse(String text) {
    String[] parts = text.split(" ", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "record is '%s'; expected term/beat members, such as 7/120 3".formatted(text));
    }
    return new Recorded(Position.parse(parts[0]), Integer.parseInt(parts[1]));
  }

  @Override
  public String toString() {
    return position + " " + members;
  }
}

package dev.tripod.keeper;

/// Where a Redis instance listens.
record Address(String host, int port) implements Comparable<Address> {
  /// Reads what [#toString] wrote.
  static Address parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "address is '%s'; expected host:port, such as 10.0.0.1:6379".formatted(text));
    }
    return new Address(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  @Override
  public int compareTo(Address other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}

package dev.tripod.scenarios.lab;

/// The cluster gave no usable answer just now; it may a moment later.
public final class Unreachable extends RuntimeException {
  public Unreachable(String message, Throwable cause) {
    super(message, cause);
  }

  public Unreachable(String message) {
    super(message);
  }
}

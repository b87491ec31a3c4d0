package dev.tripod.deployer.hcl;

/// A text that is not what was expected; the message says which and what to do.
public final class BadHcl extends Exception {
  private static final long serialVersionUID = 1;

  BadHcl(String message) {
    super(message);
  }
}

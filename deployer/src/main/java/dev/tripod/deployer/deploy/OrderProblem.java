package dev.tripod.deployer.deploy;

/// The jobs cannot be put in order; the message names the jobs and the services.
public final class OrderProblem extends RuntimeException {
  OrderProblem(String message) {
    super(message);
  }
}

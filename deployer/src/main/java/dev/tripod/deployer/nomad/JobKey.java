package dev.tripod.deployer.nomad;

/// What names a job in Nomad.
public record JobKey(String namespace, String id) {
  public static final String DEFAULT_NAMESPACE = "default";

  @Override
  public String toString() {
    return namespace.equals(DEFAULT_NAMESPACE) ? id : namespace + "/" + id;
  }
}

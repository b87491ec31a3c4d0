package dev.tripod.deployer.scale;

/// The group of a job whose count a policy decides.
public record Target(String namespace, String job, String group) {

  /// `items`, or `redis/replica` where the group has a name of its own.
  @Override
  public String toString() {
    return job.equals(group) ? job : job + "/" + group;
  }
}

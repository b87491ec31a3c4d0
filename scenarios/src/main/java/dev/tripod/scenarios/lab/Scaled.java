package dev.tripod.scenarios.lab;

/// A group that the autoscaler scales: its name in Nomad, and its instances in Consul.
public record Scaled(String job, String group, String service, String tag) {
  public static final Scaled ITEMS = new Scaled("items", "items", "items", "public");
  public static final Scaled REPLICAS = new Scaled("redis", "replica", "redis", "replica");

  /// How many instances are wanted, and how many of them serve.
  public record Count(int desired, int healthy) {
    public boolean settledAt(int count) {
      return desired == count && healthy == count;
    }
  }

  /// Health is Consul's word: Nomad does not follow the health of what it started to replace a lost
  /// instance.
  public Count count(Nomad nomad, Consul consul) {
    return new Count(nomad.desired(job, group), consul.passing(service, tag).size());
  }

  public int minimum(Nomad nomad) {
    return nomad.minimum(job, group);
  }

  /// The target of the group's scaling check: its metric per instance.
  public double target(Nomad nomad) {
    var target = nomad.scaling(job, group).findValue("target");
    if (target == null) {
      throw new ScenarioFailed("group %s of job %s has no scaling target".formatted(group, job));
    }
    return target.asDouble();
  }
}

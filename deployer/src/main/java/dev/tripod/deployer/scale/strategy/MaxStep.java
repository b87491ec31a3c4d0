package dev.tripod.deployer.scale.strategy;

/// How far one action may go.
///
/// @param up most instances that one action adds
/// @param down most instances that one action removes
public record MaxStep(int up, int down) {
  public static final MaxStep ANY = new MaxStep(Integer.MAX_VALUE, Integer.MAX_VALUE);

  int limit(int desired, int count) {
    long highest = (long) desired + up;
    long lowest = (long) desired - down;
    return (int) Math.clamp(count, lowest, highest);
  }
}

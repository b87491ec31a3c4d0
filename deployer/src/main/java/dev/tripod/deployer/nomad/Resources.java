package dev.tripod.deployer.nomad;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.StreamSupport;

/// What a node has, or an allocation takes.
record Resources(long cpuMhz, long memoryMb, long diskMb) {
  static final Resources NONE = new Resources(0, 0, 0);

  /// What of a node may be given away.
  static Resources ofNode(JsonNode node) {
    JsonNode all = node.path("NodeResources");
    JsonNode reserved = node.path("ReservedResources");
    return new Resources(
        all.at("/Cpu/CpuShares").asLong() - reserved.at("/Cpu/CpuShares").asLong(),
        all.at("/Memory/MemoryMB").asLong() - reserved.at("/Memory/MemoryMB").asLong(),
        all.at("/Disk/DiskMB").asLong() - reserved.at("/Disk/DiskMB").asLong());
  }

  static Resources ofAllocation(JsonNode allocation) {
    JsonNode taken = allocation.path("AllocatedResources");
    Resources tasks =
        StreamSupport.stream(taken.path("Tasks").spliterator(), false)
            .map(
                task ->
                    new Resources(
                        task.at("/Cpu/CpuShares").asLong(),
                        task.at("/Memory/MemoryMB").asLong(),
                        0))
            .reduce(NONE, Resources::plus);
    return tasks.plus(new Resources(0, 0, taken.at("/Shared/DiskMB").asLong()));
  }

  /// What one instance of a group of a job asks for.
  static Resources ofGroup(JsonNode group) {
    Resources tasks =
        StreamSupport.stream(group.path("Tasks").spliterator(), false)
            .map(task -> task.path("Resources"))
            .map(
                task -> new Resources(task.path("CPU").asLong(), task.path("MemoryMB").asLong(), 0))
            .reduce(NONE, Resources::plus);
    return tasks.plus(new Resources(0, 0, group.at("/EphemeralDisk/SizeMB").asLong()));
  }

  Resources plus(Resources other) {
    return new Resources(cpuMhz + other.cpuMhz, memoryMb + other.memoryMb, diskMb + other.diskMb);
  }

  Resources minus(Resources other) {
    return new Resources(cpuMhz - other.cpuMhz, memoryMb - other.memoryMb, diskMb - other.diskMb);
  }

  /// How many times `each` fits.
  int fits(Resources each) {
    long most = Integer.MAX_VALUE;
    most = Math.min(most, times(cpuMhz, each.cpuMhz));
    most = Math.min(most, times(memoryMb, each.memoryMb));
    most = Math.min(most, times(diskMb, each.diskMb));
    return (int) Math.max(0, most);
  }

  /// The dimension that ends first.
  String scarcest(Resources each) {
    long cpu = times(cpuMhz, each.cpuMhz);
    long memory = times(memoryMb, each.memoryMb);
    long disk = times(diskMb, each.diskMb);
    return memory <= Math.min(cpu, disk) ? "memory" : cpu <= disk ? "cpu" : "disk";
  }

  private static long times(long all, long each) {
    return each == 0 ? Integer.MAX_VALUE : Math.floorDiv(all, each);
  }
}

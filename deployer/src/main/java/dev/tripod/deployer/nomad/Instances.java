package dev.tripod.deployer.nomad;

import dev.tripod.deployer.scale.Target;
import java.util.Optional;

/// Where the instances of a group are, and the one thing that can be done about it.
public interface Instances {
  /// Empty where the job does not ask to spread them over the nodes.
  Optional<Spread> spread(Target target);

  /// Ends one as gently as an update would; Nomad places another where it finds best.
  ///
  /// @param reason for the cluster's audit
  void stop(Spread.Instance instance, String reason);
}

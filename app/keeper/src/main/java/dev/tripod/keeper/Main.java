package dev.tripod.keeper;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;
import dev.tripod.kit.consul.ServiceInstance;

/// Runs the keeper of a node until a signal asks it to stop.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Env env = Env.system();
    try {
      if (env.flag("TRIPOD_TRAINING")) {
        Training.run(env);
        return;
      }
      KeeperService.start(KeeperSettings.of(env), ServiceInstance::node).closeOnExit();
    } catch (ConfigException failure) {
      System.err.println("keeper: " + failure.getMessage());
      System.exit(ConfigException.EXIT_CODE);
    }
  }
}

package dev.tripod.items;

import dev.tripod.kit.config.ConfigException;
import dev.tripod.kit.config.Env;

/// Runs the items service until a signal asks it to stop.
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    Env env = Env.system();
    try {
      if (env.flag("TRIPOD_TRAINING")) {
        Training.run(env);
        return;
      }
      Items.start(ItemsSettings.of(env)).closeOnExit();
    } catch (ConfigException failure) {
      System.err.println("items: " + failure.getMessage());
      System.exit(ConfigException.EXIT_CODE);
    }
  }
}

package dev.tripod.items.access;

import io.javalin.http.Handler;

/// Stands before the calls that change something.
@FunctionalInterface
public interface Guard {
  /// The same call, for those who may make it.
  Handler guard(Handler change);
}

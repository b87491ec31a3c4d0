package dev.tripod.scenarios.load;

import java.nio.file.Path;
import java.util.Optional;

/// The program that makes the load.
///
/// @param vegeta its binary
/// @param authority whom it trusts to certify the site; without one, the machine's own
public record Generator(Path vegeta, Optional<Path> authority) {}

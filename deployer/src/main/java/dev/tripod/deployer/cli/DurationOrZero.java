package dev.tripod.deployer.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;

/// A duration, or `0s` where none has a meaning, too.
final class DurationOrZero implements ITypeConverter<Duration> {
  @Override
  public Duration convert(String text) {
    return text.equals("0s") ? Duration.ZERO : new DurationConverter().convert(text);
  }
}

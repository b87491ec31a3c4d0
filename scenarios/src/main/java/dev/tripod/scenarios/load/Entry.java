package dev.tripod.scenarios.load;

/// One write in the book of its writer.
///
/// @param value that no other write of this key has
public record Entry(String key, String value, Outcome outcome) {}

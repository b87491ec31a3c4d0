package dev.tripod.items.access;

import java.util.OptionalInt;

/// Whose key it is, and what it may do; of the key itself nothing.
///
/// @param name of who holds it; two keys may share a name, while a new one takes the place of the
/// old, and then share a quota
/// @param changesPerMinute over all instances together; without it there is no limit
record ApiKey(String name, OptionalInt changesPerMinute) {}

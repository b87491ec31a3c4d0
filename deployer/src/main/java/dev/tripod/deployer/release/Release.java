package dev.tripod.deployer.release;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// What was built of one part of the stack. Tasks find it at `/releases/NAME/DIGEST`.
///
/// @param digest of all that is in it
public record Release(String name, String digest) implements Comparable<Release> {
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9_-]*";
  private static final String DIGEST = "[A-Za-z0-9][A-Za-z0-9._-]*";
  private static final Pattern PATH =
      Pattern.compile("/releases/(%s)/(%s)".formatted(NAME, DIGEST));
  private static final Comparator<Release> ORDER =
      Comparator.comparing(Release::name).thenComparing(Release::digest);

  /// The releases whose path is anywhere in a job.
  public static Set<Release> usedBy(JsonNode job) {
    var used = new TreeSet<Release>();
    PATH.matcher(job.toString())
        .results()
        .forEach(path -> used.add(new Release(path.group(1), path.group(2))));
    return used;
  }

  @Override
  public int compareTo(Release other) {
    return ORDER.compare(this, other);
  }

  /// As the end of its path.
  @Override
  public String toString() {
    return name + "/" + digest;
  }
}

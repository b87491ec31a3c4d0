package dev.tripod.deployer.hcl;

import dev.tripod.deployer.scale.policy.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where blocks and attributes of an HCL text stand. The parsers of HCL that there are for Java
/// tell values and no lines.
///
/// Only what opens and closes blocks is understood: labels, braces, and what may hide braces
/// (texts, heredocs, comments).
final class Lines {
  private static final String TEXT = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final Pattern TEXTS = Pattern.compile(TEXT);
  private static final Pattern COMMENT = Pattern.compile("(" + TEXT + ")|(?:#|//).*$|/\\*.*?\\*/");
  private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*(\\w+)\\s*$");
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<![\\w-])(?<block>[\\w-]+)(?<labels>(?:\\s+(?:\"[^\"]*\"|[\\w-]+))*)\\s*=?\\s*\\{"
              + "|(?<![\\w-])\"?(?<attribute>[\\w-]+)\"?\\s*=(?![=>])"
              + "|"
              + TEXT
              + "|(?<open>\\{)|(?<close>\\})");
  private static final Pattern LABEL = Pattern.compile("\"([^\"]*)\"|([\\w-]+)");

  private final Map<String, Integer> lines = new HashMap<>();
  private final Deque<String> path = new ArrayDeque<>();

  private Lines(String text) {
    String heredoc = "";
    boolean inComment = false;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (!heredoc.isEmpty()) {
        heredoc = line.strip().equals(heredoc) ? "" : heredoc;
      } else if (inComment) {
        inComment = !line.contains("*/");
      } else {
        String code = withoutComments(line);
        inComment = TEXTS.matcher(code).replaceAll("").contains("/*");
        code = inComment ? code.substring(0, code.lastIndexOf("/*")) : code;
        Matcher begin = HEREDOC.matcher(code);
        heredoc = begin.find() ? begin.group(1) : "";
        read(code, number);
      }
    }
  }

  static Lines of(String text) {
    return new Lines(text);
  }

  /// `items.nomad.hcl:42: policy.check[rate].query: expected …`
  ///
  /// @param block the path of the block that the problem is in
  String said(String file, String block, Problem problem) {
    String path = block + "." + problem.path();
    return "%s:%d: %s".formatted(file, of(path.split("\\.(?![^\\[]*\\])")), problem);
  }

  /// The line of a path such as `job[items].group[items].scaling.policy.cooldown`, or of the
  /// longest part of it that stands in the text; 1 if none does.
  int of(String... parts) {
    int line = 1;
    String at = "";
    for (String part : parts) {
      at = at.isEmpty() ? part : at + "." + part;
      line = lines.getOrDefault(at, line);
    }
    return line;
  }

  private static String withoutComments(String line) {
    return COMMENT
        .matcher(line)
        .replaceAll(
            found -> found.group(1) == null ? "" : Matcher.quoteReplacement(found.group(1)));
  }

  private void read(String code, int number) {
    Matcher token = TOKEN.matcher(code);
    while (token.find()) {
      if (token.group("block") != null) {
        enter(token.group("block"), token.group("labels"), number);
      } else if (token.group("attribute") != null) {
        note(token.group("attribute"), number);
      } else if (token.group("open") != null) {
        path.addLast("");
      } else if (token.group("close") != null && !path.isEmpty()) {
        path.removeLast();
      }
    }
  }

  private void enter(String name, String labels, int number) {
    StringBuilder block = new StringBuilder(name);
    Matcher label = LABEL.matcher(labels);
    while (label.find()) {
      block
          .append('[')
          .append(label.group(1) == null ? label.group(2) : label.group(1))
          .append(']');
    }
    note(block.toString(), number);
    path.addLast(block.toString());
  }

  private void note(String name, int number) {
    String prefix = String.join(".", path);
    lines.putIfAbsent(prefix.isEmpty() ? name : prefix + "." + name, number);
  }
}

package dev.tripod.scenarios.explain;

import java.util.List;
import java.util.stream.Stream;

/// What can come of a submission, each with the job that makes it happen.
public final class Trials {
  /// The job of every trial.
  static final String JOB = "trial";

  /// A job that is never submitted, so nobody provides its service.
  static final String ABSENT = "absent";

  /// Where a job starts that answers its check.
  private static final String GOOD =
      """
      variable "releases" {
        type = map(string)
      }

      job "trial" {
        group "trial" {
          count = 1

          network {
            port "http" {}
          }

          update {
            min_healthy_time  = "1s"
            healthy_deadline  = "8s"
            progress_deadline = "10s"
            auto_revert       = true
          }

          restart {
            attempts = 0
            mode     = "fail"
          }

          reschedule {
            attempts  = 0
            unlimited = false
          }

          service {
            name = "trial"
            port = "http"

            check {
              type     = "tcp"
              interval = "1s"
              timeout  = "1s"
            }
          }

          volume "releases" {
            type      = "host"
            source    = "releases"
            read_only = true
          }

          task "trial" {
            driver = "exec"
            user   = "tripod-items"

            config {
              command = "/usr/bin/redis-server"
              args    = ["--port", "${NOMAD_PORT_http}", "--bind", "0.0.0.0", "--protected-mode", "no", "--save", ""]
            }

            volume_mount {
              volume      = "releases"
              destination = "/releases"
              read_only   = true
            }

            resources {
              cpu    = 50
              memory = 32
            }
          }
        }
      }
      """;

  private static final String CHANGED = with("memory = 32", "memory = 40");

  /// It starts while its machine has other worries.
  private static final String UNHURRIED =
      CHANGED.replace("\"8s\"", "\"50s\"").replace("\"10s\"", "\"60s\"");

  private static final String CRASHES = with("\"--save\", \"\"", "\"--no-such-option\", \"1\"");

  private static final String SILENT = with("\"${NOMAD_PORT_http}\"", "\"16399\"");

  private Trials() {}

  /// Every trial: first those that end at once.
  public static List<Trial> all() {
    return Stream.of(going(), files(), places(), starts(), surroundings())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Trial> going() {
    return List.of(
        Trial.of("deploy", GOOD, 0, "trial: rolled out, 1/1 healthy"),
        Trial.of("no change", GOOD, 0, "trial: unchanged, version 0").after(GOOD),
        Trial.of("change", CHANGED, 0, "registered version 1, 1 changes", "rolled out").after(GOOD),
        Trial.of("plan of a change", CHANGED, 1, "MemoryMB: 32 -> 40", "1 replaced")
            .after(GOOD)
            .by("plan")
            .besides("plan"),
        Trial.of(
                "rollback",
                CHANGED,
                0,
                "MemoryMB: 40 -> 32",
                "rolled out",
                "the file wants something else")
            .after(GOOD, CHANGED)
            .by("rollback", JOB)
            .besides("revert", JOB, "0"),
        Trial.of("drift", GOOD, 1, "differs from", "MemoryMB")
            .after(CHANGED)
            .by("drift")
            .besides("plan"),
        Trial.of("conflict", needing(ABSENT), 4, "somebody else changed the job", "Next: ")
            .after(GOOD)
            .by("submit", JOB, "--timeout", "8s")
            .during(Trouble.INTRUDER));
  }

  private static List<Trial> files() {
    return List.of(
        Trial.of("bad HCL", with("network {", "netwerk {"), 2, "trial.nomad.hcl:", "netwerk"),
        Trial.of(
            "missing variable",
            "variable \"colour\" {\n  type = string\n}\n"
                + with("memory = 32", "memory = length(var.colour)"),
            2,
            "colour"),
        Trial.of("refused by Nomad", with("count = 1", "count = -1"), 2, "trial: Nomad refused"));
  }

  private static List<Trial> places() {
    return List.of(
        Trial.of(
                "unknown driver",
                with("driver = \"exec\"", "driver = \"docker\""),
                3,
                "missing drivers",
                "use a driver")
            .by("submit", "--timeout", "5s"),
        Trial.of(
                "no room",
                with("memory = 32", "memory = 999999"),
                3,
                "memory exhausted on 3",
                "ask for less")
            .by("submit", "--timeout", "5s"),
        Trial.of("no room, foretold", with("memory = 32", "memory = 999999"), 2, "cannot be done")
            .by("plan")
            .besides("plan"),
        Trial.of(
                "port conflict",
                with("port \"http\" {}", "port \"http\" {\n static = 16399\n }")
                    .replace("count = 1", "count = 4"),
                3,
                "port collision",
                "another port")
            .by("submit", "--timeout", "5s"));
  }

  private static List<Trial> starts() {
    var memory =
        "\"-Xms200m\", \"-XX:+AlwaysPreTouch\", \"-jar\", \"/releases/items/${var.releases.items}/items.jar\"";
    return List.of(
        Trial.of(
                "release not on the node",
                with("/usr/bin/redis-server", "/releases/items/0000/items/bin/items"),
                3,
                "release.yml")
            .by("submit", "--no-release", "--timeout", "90s"),
        Trial.of(
            "release not on the node, foretold",
            with("/usr/bin/redis-server", "/releases/items/0000/items/bin/items"),
            2,
            "items/0000 is lacking on node1, node2, node3",
            "make build"),
        Trial.of("crash at start", CRASHES, 3, "no-such-option", "Exit Code: 1"),
        Trial.of("crash after a good version", CRASHES, 3, "the rollback succeeded").after(GOOD),
        Trial.of("check never passes", SILENT, 3, "connection refused", "pass its check"),
        Trial.of(
            "out of memory",
            with("/usr/bin/redis-server", "/releases/runtime/${var.releases.runtime}/bin/java")
                .replaceFirst("args    = .*", "args = [" + quoted(memory) + "]"),
            3,
            "Signal: 9",
            "raise memory"),
        Trial.of(
            "progress deadline",
            CRASHES.replaceFirst(
                "attempts  = 0\n\\s*unlimited = false",
                "delay = \"5s\"\n delay_function = \"constant\"\n unlimited = true"),
            3,
            "progress deadline"));
  }

  private static String quoted(String replacement) {
    return replacement.replace("$", "\\$");
  }

  private static List<Trial> surroundings() {
    return List.of(
        Trial.of("wrong token", GOOD, 2, "refuses these credentials", "Next: ")
            .during(Trouble.WRONG_TOKEN),
        Trial.of("wrong certificate", GOOD, 2, "refuses these credentials", "Next: ")
            .during(Trouble.WRONG_CERTIFICATE),
        Trial.of("connection cut", UNHURRIED, 0, "rolled out").after(GOOD).during(Trouble.CUT),
        Trial.of("Consul away", GOOD, 5, "Consul").during(Trouble.NO_CONSUL),
        Trial.of("Nomad without a leader", GOOD, 5, "Nomad").during(Trouble.NO_LEADER));
  }

  /// A good job of another name, in HCL.
  ///
  /// @param needs services that must be healthy first, empty for none
  public static String good(String name, String needs) {
    return (needs.isEmpty() ? GOOD : needing(needs)).replace("\"trial\"", "\"%s\"".formatted(name));
  }

  private static String needing(String service) {
    return with("  group ", "  meta {\n    needs = \"%s\"\n  }\n\n  group ".formatted(service));
  }

  private static String with(String text, String other) {
    if (!GOOD.contains(text)) {
      throw new IllegalArgumentException("the job has no " + text);
    }
    return GOOD.replace(text, other);
  }
}

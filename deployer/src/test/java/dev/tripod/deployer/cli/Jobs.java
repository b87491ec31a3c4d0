package dev.tripod.deployer.cli;

/// Small jobs for tests.
final class Jobs {
  private Jobs() {}

  /// A web server that passes its check, named like its service; `extra` stands in the job block.
  static String web(String name, int count, String extra) {
    return job(
        name,
        count,
        extra,
        30,
        "/usr/bin/python3",
        "\"-m\", \"http.server\", \"${NOMAD_PORT_http}\"");
  }

  /// Runs, but does not listen: its check never passes.
  static String deaf(String name) {
    return job(name, 1, "", 4, "/bin/sh", "\"-c\", \"echo I am deaf; exec sleep 600\"");
  }

  /// Says why on standard error and ends at once.
  static String crashing(String name, String extra) {
    return crashing(name, extra, 4);
  }

  /// The same, given up after so many seconds.
  static String crashing(String name, String extra, int within) {
    return job(
        name,
        1,
        extra,
        within,
        "/bin/sh",
        "\"-c\", \"echo hello; echo out of cheese >&2; exit 3\"");
  }

  private static String job(
      String name, int count, String extra, int within, String command, String args) {
    return """
        variable "releases" {
          type = map(string)
        }
        job "%1$s" {
          %3$s
          group "web" {
            count = %2$d
            network {
              port "http" {}
            }
            update {
              max_parallel      = 4
              min_healthy_time  = "500ms"
              healthy_deadline  = "%6$s"
              progress_deadline = "%7$s"
              auto_revert       = true
            }
            restart {
              attempts = 0
              mode     = "fail"
            }
            reschedule {
              delay          = "5s"
              delay_function = "constant"
              unlimited      = true
            }
            scaling {
              enabled = true
              min     = 1
              max     = 4
            }
            service {
              name = "%1$s"
              port = "http"
              check {
                type     = "http"
                path     = "/"
                interval = "1s"
                timeout  = "1s"
              }
            }
            task "server" {
              driver = "raw_exec"
              kill_timeout = "1s"
              env {
                RELEASE = var.releases.web
              }
              config {
                command = "%4$s"
                args    = [%5$s]
              }
              resources {
                cpu    = 20
                memory = 20
              }
            }
          }
        }
        """
        .formatted(name, count, extra, command, args, within + "s", within + 1 + "s");
  }

  /// Sleeps on each node.
  static String system(String name, String meta) {
    return small(name, "system", meta, "exec sleep 600", "update { min_healthy_time = \"200ms\" }");
  }

  /// Runs a script once.
  static String batch(String name, String script) {
    return small(name, "batch", "", script, "reschedule { attempts = 0 }");
  }

  /// Instances that run a script, `NOMAD_ALLOC_INDEX` and all.
  static String script(String name, int count, String script) {
    return small(name, "service", "", script, "count = " + count);
  }

  private static String small(String name, String type, String meta, String script, String extra) {
    return """
        job "%s" {
          type = "%s"
          meta {
            %s
          }
          group "one" {
            %s
            restart {
              attempts = 0
              mode     = "fail"
            }
            task "shell" {
              driver       = "raw_exec"
              kill_timeout = "1s"
              config {
                command = "/bin/sh"
                args    = ["-c", "%s"]
              }
              resources {
                cpu    = 20
                memory = 20
              }
            }
          }
        }
        """
        .formatted(name, type, meta, extra, script);
  }
}

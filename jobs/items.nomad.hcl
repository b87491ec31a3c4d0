# The items API: stateless, any number of instances, scaled by the requests that each one serves.

variable "releases" {
  type        = map(string)
  description = "Digest of each release on the nodes, by name."
}

variable "datacenters" {
  type    = list(string)
  default = ["dc1"]
}

variable "consul_url" {
  type        = string
  default     = "http://127.0.0.1:8500"
  description = "The agent of the node that the instance runs on."
}

variable "items_target_rps" {
  type        = number
  default     = 50
  description = "Requests per second that one instance is meant to serve. It could serve far more (bench/items-vs-express)."
}

# How the JVM compiles. On two cores that three machines and the load share, compiling is what starting instances do most:
# with the first compiler alone, and no code compiled ahead because training had it compiled, a start takes 0.33 s of CPU
# instead of 0.4 s. With both compilers ([]) a warm instance serves 1.8 times as much.
variable "items_java_flags" {
  type    = list(string)
  default = ["-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTReplayTraining"]
}

variable "items_changes" {
  type        = string
  default     = "anonymous"
  description = "Who may change items: anonymous (anyone who reaches the site) or keys (the Nomad variable nomad/jobs/items/items)."

  validation {
    condition     = contains(["anonymous", "keys"], var.items_changes)
    error_message = "Set items_changes to anonymous or to keys."
  }
}

variable "items_write_acks" {
  type        = string
  default     = "standby"
  description = "Who must have a write before it is answered: standby (survives the loss of any one machine) or master (faster)."

  validation {
    condition     = contains(["standby", "master"], var.items_write_acks)
    error_message = "Set items_write_acks to standby or to master."
  }
}

variable "items_cors_origins" {
  type        = string
  default     = "*"
  description = "Pages of which sites may call the API: *, none, or origins such as https://example.org with commas between."
}

locals {
  keyed  = var.items_changes == "keys"
  consul = trimprefix(var.consul_url, "http://")
  jar    = "/releases/items/${var.releases.items}/items"
}

job "items" {
  datacenters = var.datacenters
  type        = "service"

  meta {
    needs = "redis-master"
  }

  group "items" {
    count = 3

    # Out of Consul and so out of HAProxy first, stopped after: no request meets a closed port.
    shutdown_delay = "3s"

    scaling {
      enabled = true
      min     = 3
      max     = 8

      policy {
        evaluation_interval = "65ms"
        cooldown            = "10s"

        # Ours: more at once when the load asks for it. The first scrape after a jump has seen a part of the jump only,
        # so the second one decides (they are 100 ms apart, monitoring/prometheus.yml).
        cooldown_up = "0s"
        looks_up    = 2

        # Ours: the highest count that was called for in this time is kept, so that a dip in the load ends nothing.
        stabilization_window_down = "15s"

        check "requests" {
          source = "prometheus"
          unit   = "requests/s"

          # What arrives at HAProxy, so that busy instances cannot hide a part of it: a request is a session there, and
          # ..._http_requests_total counts the answers. The mean of two seconds, or what came between the last two scrapes
          # if that is twice what it was before: a jump is seen at once, noise is not taken for one. Each of the two only where there
          # are that many seconds to look at: the first numbers after a gap (Prometheus was started again) say anything.
          query = <<-PROMQL
            sum(irate(haproxy_backend_sessions_total{proxy="items"}[3s]))
              > 2 * sum(rate(haproxy_backend_sessions_total{proxy="items"}[2s] offset 500ms))
              and sum(present_over_time(haproxy_backend_sessions_total{proxy="items"}[500ms] offset 2s))
            or sum(rate(haproxy_backend_sessions_total{proxy="items"}[2s]))
              and sum(present_over_time(haproxy_backend_sessions_total{proxy="items"}[500ms] offset 1500ms))
          PROMQL

          strategy "target-value" {
            target    = var.items_target_rps
            metric_of = "group"
            threshold = 0.1
          }
        }
      }
    }

    spread {
      attribute = "${node.unique.name}"
    }

    update {
      max_parallel      = 1
      health_check      = "checks"
      min_healthy_time  = "2s"
      healthy_deadline  = "1m"
      progress_deadline = "3m"
      auto_revert       = true
    }

    restart {
      attempts = 3
      interval = "1m"
      delay    = "2s"
      mode     = "fail"
    }

    reschedule {
      delay          = "5s"
      delay_function = "constant"
      unlimited      = true
    }

    ephemeral_disk {
      size = 50
    }

    network {
      port "http" {}
    }

    volume "releases" {
      type      = "host"
      source    = "releases"
      read_only = true
    }

    service {
      name     = "items"
      provider = "consul"
      port     = "http"
      tags     = ["metrics", "public"]

      meta {
        routes = "/item,/items,/api"
      }

      check {
        type     = "http"
        path     = "/healthz"
        interval = "1s"
        # Late is not dead: an instance on a busy machine keeps its place.
        timeout                  = "2s"
        failures_before_critical = 2
      }
    }

    task "items" {
      driver       = "exec"
      user         = "tripod-items"
      kill_signal  = "SIGTERM"
      kill_timeout = "15s"

      # A token for Consul, for what jobs/access lets this job do.
      consul {}

      # The AOT cache holds only for the garbage collector that it was trained with. What is called by reflection is called
      # once or twice here, and Java would write a class for each: 0.03 s of CPU at each start.
      config {
        command = "/releases/runtime/${var.releases.runtime}/bin/java"
        args = concat(
          ["-XX:AOTCache=${local.jar}.aot", "-XX:+UseSerialGC", "-Xmx64m", "-XX:+ExitOnOutOfMemoryError"],
          ["-Djdk.reflect.useNativeAccessorOnly=true"],
          var.items_java_flags,
          ["-jar", "${local.jar}.jar"],
        )
      }

      # Its password for Redis, from a variable that only this job reads. Read again for each connection.
      template {
        destination = "secrets/redis-password"
        data        = "{{ with nomadVar \"nomad/jobs/items\" }}{{ .redis_password }}{{ end }}"
        change_mode = "noop"
      }

      # One key a line, NAME SHA256HEX [CHANGES_PER_MINUTE], from `nomad var put nomad/jobs/items/items api_keys=@FILE`. The service
      # reads it again by itself when it changes.
      dynamic "template" {
        for_each = local.keyed ? ["secrets/api-keys"] : []

        content {
          destination = template.value
          data        = "{{ with nomadVar \"nomad/jobs/items/items\" }}{{ .api_keys }}{{ end }}"
          change_mode = "noop"
        }
      }

      env {
        PORT                = "${NOMAD_PORT_http}"
        CHANGES             = var.items_changes
        API_KEYS_FILE       = local.keyed ? "${NOMAD_SECRETS_DIR}/api-keys" : ""
        CORS_ORIGINS        = var.items_cors_origins
        REDIS_URL           = "consul://${local.consul}/redis-master"
        REDIS_REPLICAS_URL  = "consul://${local.consul}/redis-replica"
        REDIS_USER          = "items"
        REDIS_PASSWORD_FILE = "${NOMAD_SECRETS_DIR}/redis-password"
        WRITE_ACKS          = var.items_write_acks
        DRAIN_DELAY         = "500ms"
      }

      volume_mount {
        volume      = "releases"
        destination = "/releases"
        read_only   = true
      }

      logs {
        max_files     = 2
        max_file_size = 5
      }

      resources {
        cpu    = 200
        memory = 192
      }
    }
  }
}

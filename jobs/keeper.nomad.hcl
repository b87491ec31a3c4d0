# The keepers of Redis, one per node: they decide which member is master, and publish redis-master and
# redis-replica. See docs/adr/0011-an-ok-survives-a-machine.md.

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
  description = "The agent of the node that the keeper runs on."
}

locals {
  jar = "/releases/keeper/${var.releases.keeper}/keeper"
}

job "keeper" {
  datacenters = var.datacenters
  type        = "service"

  # Others wait for the master before a page of theirs is served, so it goes first where there is a choice.
  priority = 70

  meta {
    needs    = "redis"
    provides = "redis-master,redis-replica"

    # Two masters would be two truths.
    singletons = "redis-master"
  }

  update {
    max_parallel     = 1
    health_check     = "checks"
    min_healthy_time = "3s"
    healthy_deadline = "1m"
  }

  # One beside each member. (No system job: Nomad never starts one again whose preparation failed, as it does on a machine that comes
  # back before its Consul does.)
  group "keeper" {
    count = 3

    constraint {
      operator = "distinct_hosts"
      value    = "true"
    }

    reschedule {
      delay          = "5s"
      delay_function = "constant"
      unlimited      = true
    }

    # A keeper that is away leaves its master without a guard, so it is back at once, again and again.
    restart {
      attempts = 10
      interval = "1m"
      delay    = "1s"
      mode     = "delay"
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
      name     = "redis-keeper"
      provider = "consul"
      port     = "http"
      tags     = ["metrics"]

      check {
        type     = "http"
        path     = "/healthz"
        interval = "1s"
        timeout  = "1s"

        # It is unhealthy only when its loop stands still.
        check_restart {
          limit = 15
          grace = "15s"
        }
      }
    }

    task "keeper" {
      driver       = "exec"
      user         = "tripod-keeper"
      kill_signal  = "SIGTERM"
      kill_timeout = "15s"

      # A token for Consul, for what jobs/access lets this job do.
      consul {}

      # The AOT cache holds only for the flags that it was trained with: -XX:+UseSerialGC. The second compiler would take
      # half a second of CPU now and then, for a loop that does little.
      config {
        command = "/releases/runtime/${var.releases.runtime}/bin/java"
        args = [
          "-XX:AOTCache=${local.jar}.aot",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx40m",
          "-jar",
          "${local.jar}.jar",
        ]
      }

      # Its password for Redis, from a variable that only this job reads. Read again for each connection.
      template {
        destination = "secrets/redis-password"
        data        = "{{ with nomadVar \"nomad/jobs/keeper\" }}{{ .redis_password }}{{ end }}"
        change_mode = "noop"
      }

      env {
        PORT                = "${NOMAD_PORT_http}"
        CONSUL_URL          = var.consul_url
        REDIS_USER          = "keeper"
        REDIS_PASSWORD_FILE = "${NOMAD_SECRETS_DIR}/redis-password"
        NODE_NAME           = "${node.unique.name}"
        DRAIN_DELAY         = "0ms"
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
        # It needs a hundredth of that; but while a machine is drained or comes back, all that starts wants the processors, and a new
        # master is not to wait for that.
        cpu    = 300
        memory = 128
      }
    }
  }
}

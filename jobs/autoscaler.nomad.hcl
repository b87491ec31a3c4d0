# Two autoscalers on two nodes; a Consul lock decides which one acts.

variable "releases" { type = map(string) }
variable "prometheus_url" { type = string }
variable "autoscaler_http_port" { type = number }
variable "consul_url" {
  type    = string
  default = "http://127.0.0.1:8500"
}
variable "nomad_url" {
  type    = string
  default = "http://127.0.0.1:4646"
}
variable "datacenters" {
  type    = list(string)
  default = ["dc1"]
}

job "autoscaler" {
  datacenters = var.datacenters
  type        = "service"

  meta {
    needs = "prometheus"
  }

  update {
    max_parallel     = 1
    min_healthy_time = "2s"
    healthy_deadline = "1m"
  }

  group "autoscaler" {
    count = 2

    constraint {
      operator = "distinct_hosts"
      value    = "true"
    }

    network {
      # Fixed, as the gate of each node asks all nodes which one leads.
      port "http" { static = var.autoscaler_http_port }
    }

    reschedule {
      delay          = "5s"
      delay_function = "constant"
      unlimited      = true
    }

    volume "releases" {
      type      = "host"
      source    = "releases"
      read_only = true
    }

    service {
      name     = "autoscaler"
      port     = "http"
      provider = "consul"
      tags     = ["metrics"]
      check {
        type     = "http"
        path     = "/healthz"
        interval = "1s"
        timeout  = "1s"
        # A policy that misses its ticks is something a restart can cure; silent peers are not, and
        # leave /healthz at 200.
        check_restart {
          limit = 30
          grace = "20s"
        }
      }
    }

    task "autoscaler" {
      driver      = "exec"
      user        = "tripod-autoscaler"
      kill_signal = "SIGTERM"

      # Tokens for Consul and for Nomad, for what jobs/access lets this job do.
      consul {}
      identity {
        env = true
      }

      # The AOT cache holds only for the flags that it was trained with: -XX:+UseSerialGC.
      # The heap is for 5,000 policies, each evaluated once a second (bench/many-policies); few need a third of it.
      config {
        command = "/releases/runtime/${var.releases.runtime}/bin/java"
        args = [
          "-XX:AOTCache=/releases/deployer/${var.releases.deployer}/deployer.aot",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Xmx120m",
          "-jar",
          "/releases/deployer/${var.releases.deployer}/deployer.jar",
          "autoscale",
        ]
      }
      env {
        PORT           = "${NOMAD_PORT_http}"
        NOMAD_URL      = var.nomad_url
        CONSUL_URL     = var.consul_url
        PROMETHEUS_URL = var.prometheus_url
        TZ             = "UTC"

        # Many threads would otherwise each leave an arena of the C library behind.
        MALLOC_ARENA_MAX = "2"
      }
      volume_mount {
        volume      = "releases"
        destination = "/releases"
        read_only   = true
      }
      resources {
        cpu    = 100
        memory = 256
      }
    }
  }
}

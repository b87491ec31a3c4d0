# Redis: members that keep the data, and read replicas that come and go with the load. Which member is
# master is not decided here: each instance starts as a replica of nowhere, so that it takes no write
# by itself, and the job `keeper` assigns the roles and publishes them as redis-master and redis-replica.

variable "datacenters" {
  type    = list(string)
  default = ["dc1"]
}

variable "redis_port" {
  type    = number
  default = 6379
}

variable "redis_target_reads" {
  type        = number
  default     = 125
  description = "Reading commands per second, of all that Redis serves, for each read replica."
}

locals {
  # What Redis reads first: who may do what, and as whom replicas follow. site.yml keeps both in this job's variable; in the
  # process list they would be for all to see. Members and read replicas are two users, because a master lets only members follow
  # it: what it waits for before a write is acknowledged are those that may become master.
  secrets = {
    "users.acl"  = "{{ with nomadVar \"nomad/jobs/redis\" }}{{ .users }}{{ end }}"
    "redis.conf" = <<-EOT
      aclfile {{ env "NOMAD_SECRETS_DIR" }}/users.acl
      masteruser {{ env "FOLLOWS_AS" }}
      masterauth {{ with nomadVar "nomad/jobs/redis" }}{{ .replication_password }}{{ end }}
    EOT
  }

  common_args = [
    "${NOMAD_SECRETS_DIR}/redis.conf",
    "--bind", "${NOMAD_IP_redis}",
    "--port", "${NOMAD_PORT_redis}",
    # Every command needs a user of the ACL, so the mode that keeps open servers to themselves has nothing to protect.
    "--protected-mode", "no",
    "--replicaof", "127.0.0.1", "1",
    "--replica-serve-stale-data", "yes",
    # What the master knows of its replicas, also behind a port that Nomad chose.
    "--replica-announce-ip", "${NOMAD_IP_redis}",
    "--replica-announce-port", "${NOMAD_PORT_redis}",
    # A replica that joins is served at once, without a file on the way.
    "--repl-diskless-sync", "yes",
    "--repl-diskless-sync-delay", "0",
    # A new master is followed without another copy of everything, if the gap is smaller than this.
    "--repl-backlog-size", "8mb",
    "--repl-ping-replica-period", "1",
    "--repl-timeout", "15",
    "--client-output-buffer-limit", "replica", "64mb", "32mb", "30",
    "--save", "",
    "--maxmemory-policy", "noeviction",
    "--logfile", "",
  ]
}

job "redis" {
  datacenters = var.datacenters
  type        = "service"

  update {
    max_parallel      = 1
    health_check      = "checks"
    min_healthy_time  = "5s"
    healthy_deadline  = "2m"
    progress_deadline = "5m"
  }

  reschedule {
    delay          = "5s"
    delay_function = "constant"
    unlimited      = true
  }

  group "member" {
    count = 3

    # Deregistered first: the keeper hands over to another member before this one ends.
    shutdown_delay = "3s"

    constraint {
      operator = "distinct_hosts"
      value    = "true"
    }

    # Its data is on this node: starting it elsewhere would not help.
    restart {
      attempts = 5
      interval = "1m"
      delay    = "2s"
      mode     = "delay"
    }

    network {
      port "redis" {
        static = var.redis_port
      }
    }

    volume "data" {
      type   = "host"
      source = "redis-data"
    }

    service {
      name     = "redis"
      provider = "consul"
      port     = "redis"
      tags     = ["member"]

      check {
        type     = "tcp"
        interval = "1s"
        timeout  = "1s"
      }
    }

    task "redis" {
      driver       = "exec"
      user         = "redis"
      kill_timeout = "15s"

      config {
        command = "/usr/bin/redis-server"
        args = concat(local.common_args, [
          "--dir", "/data",
          "--appendonly", "yes",
          # What this member has acknowledged is on its disk: it counts as a vote when it comes back after a power cut.
          "--appendfsync", "always",
          # Without a standby a write could not be acknowledged: refused at once.
          "--min-replicas-to-write", "1",
          "--min-replicas-max-lag", "3",
          # Below the task's memory, for what a rewrite of the file and replicas need on top.
          "--maxmemory", "128mb",
        ])
      }

      env {
        FOLLOWS_AS = "replication"
      }

      # A password that changes is told to the running instances (rotate.yml); the files are for those that start.
      dynamic "template" {
        for_each = local.secrets
        content {
          destination = "secrets/${template.key}"
          data        = template.value
          change_mode = "noop"
        }
      }

      volume_mount {
        volume      = "data"
        destination = "/data"
      }

      logs {
        max_files     = 2
        max_file_size = 5
      }

      resources {
        # More than what starts beside it, as for the keeper.
        cpu    = 300
        memory = 256
      }
    }
  }

  group "replica" {
    count = 1

    shutdown_delay = "3s"

    scaling {
      enabled = true
      min     = 1
      max     = 6

      policy {
        evaluation_interval = "1s"
        cooldown            = "10s"

        # Ours: the highest count that was called for in this time is kept, so that a dip in the load ends nothing.
        stabilization_window_down = "15s"

        # The standbys serve reads too and are a reserve that this does not count on. The keepers
        # measure, so that no exporter is in the loop.
        check "reads" {
          source = "prometheus"
          unit   = "reads/s"
          query  = <<-PROMQL
            sum(rate(redis_keeper_reads_total[7s]))
          PROMQL

          strategy "target-value" {
            target    = var.redis_target_reads
            metric_of = "group"
          }
        }
      }
    }

    spread {
      attribute = "${node.unique.name}"
    }

    restart {
      attempts = 3
      interval = "1m"
      delay    = "2s"
      mode     = "fail"
    }

    ephemeral_disk {
      size = 200
    }

    network {
      port "redis" {}
    }

    service {
      name     = "redis"
      provider = "consul"
      port     = "redis"
      tags     = ["replica"]

      check {
        type     = "tcp"
        interval = "1s"
        timeout  = "1s"
      }
    }

    task "redis" {
      driver       = "exec"
      user         = "redis"
      kill_timeout = "10s"

      config {
        command = "/usr/bin/redis-server"
        args = concat(local.common_args, [
          "--dir", "${NOMAD_ALLOC_DIR}/data",
          "--appendonly", "no",
          "--repl-diskless-load", "on-empty-db",
          "--replica-priority", "0",
          "--maxmemory", "128mb",
        ])
      }

      env {
        FOLLOWS_AS = "reader"
      }

      # A password that changes is told to the running instances (rotate.yml); the files are for those that start.
      dynamic "template" {
        for_each = local.secrets
        content {
          destination = "secrets/${template.key}"
          data        = template.value
          change_mode = "noop"
        }
      }

      logs {
        max_files     = 2
        max_file_size = 5
      }

      resources {
        cpu    = 100
        memory = 192
      }
    }
  }
}

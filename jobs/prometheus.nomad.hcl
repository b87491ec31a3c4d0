# Prometheus and, beside it, the exporter that asks Redis for it.

variable "releases" { type = map(string) }
variable "datacenters" {
  type    = list(string)
  default = ["dc1"]
}

variable "consul_https_port" { type = number }

job "prometheus" {
  datacenters = var.datacenters
  type        = "service"

  update {
    max_parallel     = 1
    min_healthy_time = "2s"
    healthy_deadline = "1m"
  }

  group "prometheus" {
    count = 1

    network {
      port "http" {}
      # Fixed, as the scrape configuration names it.
      port "redis_exporter" { static = 9121 }
    }

    # A machine that dies takes its Prometheus along; the next one starts empty elsewhere.
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
      name     = "prometheus"
      port     = "http"
      provider = "consul"
      tags     = ["metrics"]
      check {
        type     = "http"
        path     = "/-/ready"
        interval = "1s"
        timeout  = "1s"
      }
    }

    task "prometheus" {
      driver = "exec"
      user   = "tripod-prometheus"

      # A token for Consul, for what jobs/access lets this job do.
      consul {}

      config {
        command = "/usr/bin/prometheus"
        args = [
          "--config.file=/releases/monitoring/${var.releases.monitoring}/prometheus.yml",
          "--storage.tsdb.path=${NOMAD_ALLOC_DIR}/data/prometheus",
          "--storage.tsdb.retention.time=6h",
          "--storage.tsdb.retention.size=400MB",
          "--web.listen-address=0.0.0.0:${NOMAD_PORT_http}",
          "--query.max-concurrency=50",
        ]
      }
      template {
        destination = "local/targets/services.yml"
        change_mode = "noop"
        wait {
          min = "100ms"
          max = "500ms"
        }
        data = <<-EOT
          {{ range services }}{{ if in .Tags "metrics" }}{{ range service (printf "%s|any" .Name) }}
          - targets: ["{{ .Address }}:{{ .Port }}"]
            labels: {job: "{{ .Name }}", node: "{{ .Node }}"}
          {{ end }}{{ end }}{{ end }}
        EOT
      }
      # Each has a scrape configuration of its own.
      dynamic "template" {
        for_each = { haproxy = "haproxy", nomad = "nomad-client", redis = "redis" }
        content {
          destination = "local/targets/${template.key}.yml"
          change_mode = "noop"
          data        = <<-EOT
            {{ range service "${template.value}|any" }}
            - targets: ["{{ .Address }}:{{ .Port }}"]
              labels: {node: "{{ .Node }}"}
            {{ end }}
          EOT
        }
      }
      template {
        destination = "local/targets/consul.yml"
        change_mode = "noop"
        data        = <<-EOT
          {{ range nodes }}
          - targets: ["{{ .Address }}:${var.consul_https_port}"]
            labels: {node: "{{ .Node }}"}
          {{ end }}
        EOT
      }
      # Consul tells its metrics to those who may read its agents.
      template {
        destination = "secrets/consul-token"
        change_mode = "noop"
        data        = "{{ env \"CONSUL_TOKEN\" }}"
      }
      # What the gate to other nodes' agents asks for; site.yml keeps it in this job's variable. Prometheus reads the files anew
      # with each connection.
      dynamic "template" {
        for_each = ["authority.pem", "certificate.pem", "certificate.key"]
        content {
          destination = "secrets/${template.value}"
          change_mode = "noop"
          data        = "{{ with nomadVar \"nomad/jobs/prometheus\" }}{{ index . \"${replace(template.value, ".", "_")}\" }}{{ end }}"
        }
      }
      volume_mount {
        volume      = "releases"
        destination = "/releases"
        read_only   = true
      }
      resources {
        cpu    = 300
        memory = 384
      }
    }

    task "redis-exporter" {
      driver = "exec"
      user   = "tripod-exporter"
      lifecycle {
        hook    = "poststart"
        sidecar = true
      }
      config {
        command = "/usr/bin/prometheus-redis-exporter"
        args    = ["-web.listen-address=127.0.0.1:${NOMAD_PORT_redis_exporter}", "-redis.addr="]
      }
      template {
        destination = "secrets/redis.env"
        env         = true
        data        = <<-EOT
          REDIS_USER=exporter
          REDIS_PASSWORD={{ with nomadVar "nomad/jobs/prometheus" }}{{ .redis_password }}{{ end }}
        EOT
      }
      resources {
        cpu    = 50
        memory = 48
      }
    }
  }
}

# The machines' own figures (CPU, memory, disks, network), one exporter a node.

variable "datacenters" {
  type    = list(string)
  default = ["dc1"]
}

job "node-exporter" {
  datacenters = var.datacenters
  type        = "system"

  group "node-exporter" {
    network {
      port "http" {}
    }

    service {
      name     = "node-exporter"
      port     = "http"
      provider = "consul"
      tags     = ["metrics"]
      check {
        type     = "http"
        path     = "/"
        interval = "5s"
        timeout  = "2s"
      }
    }

    task "node-exporter" {
      driver = "exec"
      user   = "tripod-exporter"
      config {
        command = "/usr/bin/prometheus-node-exporter"
        args    = ["--web.listen-address=0.0.0.0:${NOMAD_PORT_http}"]
      }
      resources {
        cpu    = 50
        memory = 48
      }
    }
  }
}

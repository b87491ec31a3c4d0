# The site: nginx in front of the files that `npm run build` made. It is stateless and knows nothing of
# the API, which the page calls at the address it was loaded from.

variable "releases" {
  type        = map(string)
  description = "Digest of each release on the nodes, by name."
}

variable "datacenters" {
  type    = list(string)
  default = ["dc1"]
}

job "frontend" {
  datacenters = var.datacenters
  type        = "service"

  group "frontend" {
    count = 2

    # Out of Consul and so out of HAProxy first, stopped after: no request meets a closed port.
    shutdown_delay = "3s"

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
      name     = "frontend"
      provider = "consul"
      port     = "http"
      tags     = ["public"]

      meta {
        routes = "/"
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

    task "nginx" {
      driver = "exec"
      user   = "tripod-frontend"

      # nginx takes QUIT as "finish the requests under way, then stop".
      kill_signal  = "SIGQUIT"
      kill_timeout = "10s"

      config {
        command = "/usr/sbin/nginx"
        args    = ["-e", "stderr", "-c", "${NOMAD_TASK_DIR}/nginx.conf"]
      }

      volume_mount {
        volume      = "releases"
        destination = "/releases"
        read_only   = true
      }

      # It runs as a user in a chroot without /etc/nginx, /var and a log to open: so the types are
      # listed here, what it writes goes to the allocation's folder, and errors go to the stream that
      # it was given. Requests are logged by HAProxy.
      template {
        destination = "local/nginx.conf"
        change_mode = "restart"
        data        = <<-NGINX
          daemon off;
          worker_processes 1;
          pid {{ env "NOMAD_ALLOC_DIR" }}/nginx.pid;
          error_log stderr warn;

          events {
            worker_connections 1024;
          }

          http {
            access_log off;
            server_tokens off;
            sendfile on;
            keepalive_timeout 60s;

            client_max_body_size 1k;
            client_body_temp_path {{ env "NOMAD_ALLOC_DIR" }}/client_body;
            proxy_temp_path {{ env "NOMAD_ALLOC_DIR" }}/proxy;
            fastcgi_temp_path {{ env "NOMAD_ALLOC_DIR" }}/fastcgi;
            uwsgi_temp_path {{ env "NOMAD_ALLOC_DIR" }}/uwsgi;
            scgi_temp_path {{ env "NOMAD_ALLOC_DIR" }}/scgi;

            default_type application/octet-stream;
            types {
              text/html html;
              text/css css;
              text/javascript js;
              image/svg+xml svg;
              application/json json map;
              font/woff2 woff2;
            }

            gzip on;
            gzip_vary on;
            gzip_min_length 1k;
            gzip_types text/css text/javascript image/svg+xml application/json;

            server {
              listen {{ env "NOMAD_PORT_http" }};
              root /releases/frontend/${var.releases.frontend};

              # Every file of every release carries the same time, and an index.html often the same size:
              # a validator made of these two would hold a browser on an older release.
              etag off;
              if_modified_since off;
              add_header Last-Modified "";

              add_header X-Content-Type-Options nosniff;
              add_header Referrer-Policy no-referrer;
              add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'none'";
              add_header Cache-Control $caching;

              # The name of a file below /assets carries a digest of its content.
              set $caching no-cache;
              location /assets/ {
                set $caching "public, max-age=31536000, immutable";
                try_files $uri =404;
              }

              location / {
                try_files $uri /index.html;
              }

              location = /healthz {
                default_type application/json;
                if (!-f $document_root/index.html) {
                  return 503 '{"status":"failing","components":{"release":"index.html is missing"}}';
                }
                return 200 '{"status":"ok","components":{"release":"ok"}}';
              }
            }
          }
        NGINX
      }

      logs {
        max_files     = 2
        max_file_size = 5
      }

      resources {
        cpu    = 50
        memory = 32
      }
    }
  }
}

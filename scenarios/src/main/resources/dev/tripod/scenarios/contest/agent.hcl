# nomad-autoscaler as one of two, of which the holder of the lock acts. NOMAD_TOKEN is in its environment.
log_level  = "INFO"
plugin_dir = "/local"

http {
  bind_address = "0.0.0.0"
  bind_port    = {{ env "NOMAD_PORT_http" }}
}

nomad {
  address = "{{ env "NOMAD_URL" }}"
}

high_availability {
  enabled = true
}

apm "prometheus" {
  driver = "prometheus"

  config = {
    address = "{{ env "PROMETHEUS_URL" }}"
  }
}

# Consul's own agents: they register their node and what their configuration names.
node_prefix "" { policy = "write" }
agent_prefix "" { policy = "read" }
service_prefix "" { policy = "read" }
service "haproxy" { policy = "write" }

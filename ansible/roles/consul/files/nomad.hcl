# Nomad's agents: they register themselves, and read. What tasks and services do is done with tokens of their own.
agent_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }
service_prefix "" { policy = "read" }
service_prefix "nomad" { policy = "write" }

# Nomad's agents: they register themselves and their jobs' services.
agent_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }
service_prefix "" { policy = "write" }

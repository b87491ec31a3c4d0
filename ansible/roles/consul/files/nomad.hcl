# Nomad's agents: they register themselves, and read. A service is registered with a token of its own, but Nomad takes every
# one out with this one, also when the service's token is gone.
agent_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }
service_prefix "" { policy = "write" }

# Runs the cluster: nodes, services and keys. Who may do what is none of it.
agent_prefix "" { policy = "write" }
node_prefix "" { policy = "write" }
service_prefix "" { policy = "write" }
session_prefix "" { policy = "write" }
key_prefix "" { policy = "write" }
event_prefix "" { policy = "write" }
operator = "write"

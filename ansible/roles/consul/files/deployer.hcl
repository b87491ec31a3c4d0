# Watches rollouts and tells the cluster's state.
agent_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }
service_prefix "" { policy = "read" }
operator = "read"

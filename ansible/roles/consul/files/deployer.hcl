# Watches rollouts and tells the cluster's state.
agent_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }
service_prefix "" { policy = "read" }
operator = "read"
# Who leads the autoscaler.
key "tripod/autoscaler/leader" { policy = "read" }
session_prefix "" { policy = "read" }

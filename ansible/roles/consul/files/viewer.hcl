# Looks at everything in the UI and changes nothing. What is in the key-value store may be an application's own.
agent_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }
service_prefix "" { policy = "read" }
session_prefix "" { policy = "read" }
# Who leads the autoscaler; status tells it.
key "tripod/autoscaler/leader" { policy = "read" }

# Its lock, and nothing else.
key_prefix "tripod/autoscaler/" { policy = "write" }
session_prefix "" { policy = "write" }

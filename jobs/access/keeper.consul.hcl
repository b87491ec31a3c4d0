# It finds the members, decides under a lock which is master, and publishes the roles.
service "redis" { policy = "read" }
service "redis-master" { policy = "write" }
service "redis-replica" { policy = "write" }
key_prefix "redis/" { policy = "write" }
session_prefix "" { policy = "write" }
node_prefix "" { policy = "read" }

# Where the Redis instances of each role are.
service "redis-master" { policy = "read" }
service "redis-replica" { policy = "read" }
node_prefix "" { policy = "read" }

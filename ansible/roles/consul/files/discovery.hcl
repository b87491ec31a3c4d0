# Who only wants to know what runs where: HAProxy's template, and names by DNS.
node_prefix "" { policy = "read" }
service_prefix "" { policy = "read" }

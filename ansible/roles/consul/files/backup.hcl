# Saves snapshots: Consul asks for the right to manage ACLs, which are in them.
acl = "write"

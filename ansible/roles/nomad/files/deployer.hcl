# Submits and watches jobs; may not manage ACLs.
namespace "*" {
  policy       = "write"
  capabilities = ["read-logs", "scale-job", "alloc-lifecycle"]
}
host_volume "*" { policy = "write" }
node { policy = "read" }
agent { policy = "read" }
operator { policy = "read" }

# Submits and watches jobs; may not manage ACLs.
namespace "*" {
  policy       = "write"
  capabilities = ["read-logs", "scale-job", "alloc-lifecycle"]
  # Digests of API keys; what site.yml keeps for the jobs is in other variables.
  variables {
    path "nomad/jobs/items/items" { capabilities = ["read", "list", "write", "destroy"] }
  }
}
host_volume "*" { policy = "write" }
node { policy = "read" }
agent { policy = "read" }
operator { policy = "read" }

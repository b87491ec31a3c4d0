# Runs the cluster: drains nodes, stops jobs, looks into tasks. Who may do what is none of it.
namespace "*" {
  policy       = "write"
  capabilities = ["alloc-exec", "alloc-lifecycle", "read-logs", "read-fs", "scale-job"]
  # Digests of API keys; what site.yml keeps for the jobs is in other variables.
  variables {
    path "nomad/jobs/items/items" { capabilities = ["read", "list", "write", "destroy"] }
  }
}
host_volume "*" { policy = "write" }
node { policy = "write" }
agent { policy = "write" }
operator { policy = "write" }

# Looks at everything in the UI, logs included, and changes nothing.
namespace "*" {
  policy       = "read"
  capabilities = ["read-logs"]
}
node { policy = "read" }
agent { policy = "read" }
operator { policy = "read" }

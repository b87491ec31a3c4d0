# It reads the policies of all jobs and sets their counts. `read-job` is also what Nomad's event stream asks for, in every namespace
# there is: it tells which job's count to read again. Without it in one of them the stream ends at once, and each evaluation reads.
# `alloc-lifecycle` lets it stop an instance that Nomad then places on another node; it lets it restart and signal them, too.
namespace "*" {
  capabilities = [
    "list-jobs", "read-job", "scale-job", "alloc-lifecycle",
    "list-scaling-policies", "read-scaling-policy", "read-job-scaling",
  ]
}

# What nodes have, to tell before an increase how much of it there is room for, and which take new instances.
node {
  policy = "read"
}

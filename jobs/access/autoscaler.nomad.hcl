# It reads the policies of all jobs and sets their counts.
namespace "*" {
  capabilities = ["list-jobs", "read-job", "scale-job", "list-scaling-policies", "read-scaling-policy", "read-job-scaling"]
}

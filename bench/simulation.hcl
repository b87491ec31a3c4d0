# The careful policy of bench/simulation: what one would write for a web service whose instances start in seconds and whose users
# must not wait. It looks ahead, and gives up only what was not needed for 15 s.
scaling {
  min = 1
  max = 10

  policy {
    evaluation_interval       = "500ms"
    cooldown                  = "10s"
    cooldown_up               = "0s"
    cooldown_down             = "5s"
    stabilization_window_down = "15s"

    check "requests" {
      source = "prometheus"
      unit   = "requests/s"
      query  = "sum(rate(requests_total[2s]))"

      forecast {
        method  = "trend"
        horizon = "5s"
      }

      strategy "target-value" {
        target    = 50
        threshold = 0 # at 100.1 % of the target one is missing
        metric_of = "group"
      }
    }
  }
}

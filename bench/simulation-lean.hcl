# The lean policy of bench/simulation: pays for what is needed now and no more. It does not look ahead, has nomad-autoscaler's
# threshold of 1 %, and gives up what was not needed for 5 s, about as long as an instance takes to come back.
scaling {
  min = 1
  max = 10

  policy {
    evaluation_interval       = "500ms"
    cooldown                  = "10s"
    cooldown_up               = "0s"
    cooldown_down             = "0s"
    stabilization_window_down = "5s"

    check "requests" {
      source = "prometheus"
      unit   = "requests/s"
      query  = "sum(rate(requests_total[2s]))"

      strategy "target-value" {
        target    = 50
        metric_of = "group"
      }
    }
  }
}

#!/usr/bin/env bash
# What the benchmarks of this folder share that start servers of their own and compare them under the same load. Sourced, after
# `set -euo pipefail`; all on the loopback address. What was started ends with the script.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(dirname "$here")

die() { echo "$(basename "$0"): $*" >&2; exit 1; }
usage() { sed -n '2,/^set /s/^# \{0,1\}//p' "$0" >&2; exit 64; } # what the script's first lines say
need() { # PROGRAM...
  local program
  for program in "$@"; do command -v "$program" >/dev/null || die "$program is missing: apt-get install it"; done
}
built() { [ -f "$root/$1" ] || die "$root/$1 is missing: run tools/build"; }

work=$(mktemp -d)
pids=() logs=''
finish() { # the last is asked first, and who is not gone within 10 s is killed; $logs is where to keep the output, if set
  local number deadline=$((SECONDS + 10))
  for ((number = ${#pids[@]} - 1; number >= 0; number--)); do kill "${pids[number]}" 2>/dev/null || true; done
  while [ $SECONDS -lt $deadline ] && kill -0 "${pids[@]}" 2>/dev/null; do sleep 0.1; done
  kill -KILL "${pids[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  [ -z "${logs:-}" ] || { mkdir -p "$logs" && cp "$work"/*.log "$logs"; }
  rm -rf "$work"
}
trap finish EXIT

start() { # NAME COMMAND...: in the background, output to a file; its id is $NAME_pid
  "${@:2}" >"$work/$1.log" 2>&1 &
  pids+=($!)
  declare -g "$1_pid=$!"
}
await() { # NAME SECONDS COMMAND...: until it succeeds; NAME is what was started and has to make it true
  local deadline=$((SECONDS + $2))
  until "${@:3}" >/dev/null 2>&1; do
    [ $SECONDS -lt $deadline ] || { tail -5 "$work/$1.log" >&2; die "waited $2 s in vain for $1: ${*:3}"; }
    sleep 0.1
  done
}
free_ports() { # HOW MANY: in one line; all are held until the last is found, so that no two are the same
  python3 -c 'import socket, sys
print(*(held.getsockname()[1] for held in [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]))' "$1"
}
jvm_flags() { grep -oE '"-X[^"]+"' "$root/jobs/$1.nomad.hcl" | tr -d '"' | grep -v AOTCache; } # JOB: as the job sets them, one a line

start_consul() { # PORT and three more: a server in development mode, alone, at $consul_url
  consul_url=http://127.0.0.1:$1
  start consul "$("$root/tools/get" consul)" agent -dev -bind=127.0.0.1 -client=127.0.0.1 -log-level=warn -http-port="$1" -server-port="$2" \
    -serf-lan-port="$3" -serf-wan-port="$4" -dns-port=-1 -grpc-port=-1 -grpc-tls-port=-1
  await consul 30 passing consul 1
}
passing() { # SERVICE COUNT
  curl -sf --max-time 5 "$consul_url/v1/health/service/$1?passing" | jq -e "length == $2"
}
start_pair() { # MASTER REPLICA: two plain Redis servers at these ports, with nothing on disk
  start master redis-server --port "$1" --bind 127.0.0.1 --save '' --dir "$work"
  await master 30 redis-cli -p "$1" ping
  start replica redis-server --port "$2" --bind 127.0.0.1 --save '' --replicaof 127.0.0.1 "$1" --dir "$work"
  await replica 30 linked "$2"
}
linked() { redis-cli -p "$1" info replication | grep -q master_link_status:up; } # PORT: of a replica
serves() { # PORT: whether the items API there is healthy and takes a write
  curl -sf --max-time 5 "http://127.0.0.1:$1/healthz" && curl -sf --max-time 5 "http://127.0.0.1:$1/item" --data "id=bench&val=$value"
}

value='a value of ordinary length'
cat >"$work/read.lua" <<'LUA'
wrk.path = "/item?id=bench"
LUA
cat >"$work/write.lua" <<LUA
wrk.method = "POST"
wrk.path = "/item"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"id":"bench","val":"$value"}'
LUA
cat >"$work/done.lua" <<'LUA'
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format('@{"rps":%.1f,"p50_ms":%.3f,"p99_ms":%.3f,"errors":%d}\n',
    summary.requests / (summary.duration / 1e6), latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout))
end
LUA
for load in read write; do cat "$work/done.lua" >>"$work/$load.lua"; done
closed_loop() { # read|write PORT SECONDS: as fast as it is answered over $connections connections; one JSON object
  wrk -t1 -c"$connections" -d"$3s" -s "$work/$1.lua" "http://127.0.0.1:$2" | sed -n 's/^@//p'
}

sample() { # ROUND LOAD SERVER COMMAND...: what the command measured, kept and shown
  "${@:4}" | jq -c --argjson round "$1" --arg load "$2" --arg server "$3" '{load: $load, server: $server, round: $round} + .' |
    tee -a "$work/samples" |
    jq -r '"  round \(.round) \(.load) \(.server): \(.rps) requests/s, p50 \(.p50_ms) ms, p99 \(.p99_ms) ms"' >&2
}
# For jq, over those samples.
# shellcheck disable=SC2034 # of the scripts that source this
medians='
  def median: sort | if length % 2 == 1 then .[length / 2 | floor] else (.[length / 2 - 1] + .[length / 2]) / 2 end;
  def of(server): map(select(.server == server))
    | {rps: map(.rps) | median, p50_ms: map(.p50_ms) | median, p99_ms: map(.p99_ms) | median, errors: map(.errors) | add};
  def ratio(one; other): if other > 0 then one / other * 100 | round / 100 else null end;'
columns() { column -t -s $'\t' >&2; }

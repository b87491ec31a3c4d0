# Sourced by lab/lab: how a node gets a cgroup of its own, and what can be done with it. Two kinds of host:
#
# - cgroup v1, no systemd as process 1 (containers, small VMs): a child of our own cgroup in every hierarchy.
# - cgroup v2 with systemd (an ordinary Debian 12 or 13): a transient unit with Delegate=yes.
#   This branch follows systemd's documentation; it was not run on the machines Tripod was made on.

# "unified" is the v2 tree that such hosts have beside the v1 ones: a node's systemd keeps its services there, and
# without a child of its own all three nodes would share one.
controllers=(cpu cpuacct cpuset memory devices freezer blkio pids systemd unified)

host_is_v2() { [ -e /sys/fs/cgroup/cgroup.controllers ] && [ -d /run/systemd/system ]; }

unit_of() { echo "tripod-lab-node$1"; }

# The v1 folder of a node in one hierarchy, below the cgroup of this process.
v1_folder() { # CONTROLLER NODE
  local relative
  relative=$(awk -F: -v c="$1" '($2 == c) || ($2 == "name=" c) || (c == "unified" && $1 == 0) { print $3 }' /proc/self/cgroup)
  echo "/sys/fs/cgroup/$1${relative%/}/tripod-lab-node$2"
}

v2_folder() { echo "/sys/fs/cgroup/system.slice/$(unit_of "$1").service"; }

# Starts a command in the node's cgroup, detached from this terminal; its process id goes to the given file.
launch_in_cgroup() { # NODE PIDFILE COMMAND...
  local node=$1 pidfile=$2
  shift 2
  if host_is_v2; then
    systemctl reset-failed "$(unit_of "$node")" 2>/dev/null || true
    systemd-run --quiet --collect --unit="$(unit_of "$node")" --property=Delegate=yes --property=KillMode=mixed -- "$@"
    systemctl show --property=MainPID --value "$(unit_of "$node")" >"$pidfile"
    return
  fi
  (
    for controller in "${controllers[@]}"; do
      [ -d "/sys/fs/cgroup/$controller" ] || continue
      folder=$(v1_folder "$controller" "$node")
      mkdir -p "$folder"
      if [ "$controller" = cpuset ]; then # a new cpuset is empty and takes no process until it is filled
        for file in cpus mems; do cat "${folder%/*}/cpuset.$file" >"$folder/cpuset.$file"; done
      fi
      # As on a machine of its own, keepalived may run in real time: 100 ms of each second are a node's.
      [ "$controller" != cpu ] || [ ! -e "$folder/cpu.rt_runtime_us" ] || echo 100000 >"$folder/cpu.rt_runtime_us"
      echo "$BASHPID" >"$folder/cgroup.procs"
    done
    echo "$BASHPID" >"$pidfile"
    exec setsid "$@" </dev/null >"${pidfile%.pid}.log" 2>&1 9>&-
  ) &
}

# Removes the node's cgroups, deepest first; fails while a process is still in one.
remove_cgroup() { # NODE
  host_is_v2 && return 0
  local controller folder
  for controller in "${controllers[@]}"; do
    folder=$(v1_folder "$controller" "$1")
    [ -d "$folder" ] || continue
    find "$folder" -depth -type d -exec rmdir {} + || return 1
  done
}

# How many writes a second the node may make to a device (MAJOR:MINOR); `max` for as many as it likes. In v1 a limit holds for the
# one cgroup, so each that is below the node's gets it; those that come later are free.
limit_writes() { # NODE DEVICE PER-SECOND
  if host_is_v2; then echo "$2 wiops=$3" >"$(v2_folder "$1")/io.max"; return; fi
  local limit=${3/max/0} file
  find "$(v1_folder blkio "$1")" -name blkio.throttle.write_iops_device | while read -r file; do
    echo "$2 $limit" >"$file"
  done
}

freeze_cgroup() { # NODE
  if host_is_v2; then echo 1 >"$(v2_folder "$1")/cgroup.freeze"; return; fi
  echo FROZEN >"$(v1_folder freezer "$1")/freezer.state"
}

thaw_cgroup() { # NODE
  if host_is_v2; then echo 0 >"$(v2_folder "$1")/cgroup.freeze"; return; fi
  echo THAWED >"$(v1_folder freezer "$1")/freezer.state"
}

is_frozen() { # NODE
  if host_is_v2; then grep -qs 1 "$(v2_folder "$1")/cgroup.freeze"; return; fi
  grep -qsv THAWED "$(v1_folder freezer "$1")/freezer.state"
}

# Freezing takes a moment.
is_frozen_through() { # NODE
  if host_is_v2; then grep -qs "frozen 1" "$(v2_folder "$1")/cgroup.events"; return; fi
  grep -qs FROZEN "$(v1_folder freezer "$1")/freezer.state"
}

# The numbers of all processes of the node.
processes_of() { # NODE
  local folder
  if host_is_v2; then folder=$(v2_folder "$1"); else folder=$(v1_folder freezer "$1"); fi
  find "$folder" -name cgroup.procs -exec cat {} +
}

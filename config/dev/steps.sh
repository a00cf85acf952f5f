# Sourced by ./dev: telling what happens, running steps, installing packages.
# shellcheck shell=bash disable=SC2154

say() { printf '%s\n' "$@"; }
die() { printf 'dev: %s\n' "$*" >&2; exit 1; }
now_ms() { date +%s%3N; }
seconds_since() { awk -v ms=$(($(now_ms) - $1)) 'BEGIN { printf "%.1f s", ms / 1000 }'; }

step_group=
stop_step() {
  [[ -z $step_group ]] || kill -TERM -- "-$step_group" 2>/dev/null || true
}
trap 'stop_step; exit 130' INT TERM HUP

# begin_apart LOG COMMAND...: starts a process group of its own, so that Ctrl-C reaches this
# script alone and it decides in which order things end. Its number is in $started.
begin_apart() {
  local log=$1
  shift
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  started=$!
  set +m
}

# step LABEL COMMAND...: runs quietly with its output in build/log; shows now and then that it
# lives, and on failure the end of what it said.
step() {
  local label=$1 begun log told=0 line
  shift
  mkdir -p "$logs"
  log=$logs/${label//[^a-z0-9]/-}.log
  begun=$(now_ms)
  begin_apart "$log" "$@"
  step_group=$started
  while kill -0 "$step_group" 2>/dev/null; do
    if (($(now_ms) - begun > 3000 + told * 10000)); then
      line=$(tail -c 300 "$log" | tr '\r' '\n' | grep -v '^ *$' | tail -n 1 | cut -c 1-90 || true)
      say "  $label: $(seconds_since "$begun"): ${line:-working}"
      told=$((told + 1))
    fi
    sleep 0.05
  done
  if wait "$step_group"; then
    step_group=
    (($(now_ms) - begun < 500)) || say "  $label: done in $(seconds_since "$begun")"
    return 0
  fi
  step_group=
  say "  $label: FAILED after $(seconds_since "$begun"); the end of $log:"
  tail -n 60 "$log"
  return 1
}

# install_packages NAME...: what is missing of these Debian packages, and Node.js where there is
# none. Takes a moment when nothing is missing.
install_packages() {
  command -v dpkg-query >/dev/null || die "this is not a Debian system; it needs: $*"
  local missing=() package as=()
  local -A installed=()
  while read -r package; do
    installed[$package]=yes
  done < <(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' "$@" 2>/dev/null | sed -n 's/^ii //p')
  for package in "$@"; do
    [[ -n ${installed[$package]:-} ]] || missing+=("$package")
  done
  command -v node >/dev/null || missing+=(nodejs)
  command -v npm >/dev/null || missing+=(npm)
  if ((${#missing[@]})); then
    if ((EUID != 0)); then
      command -v sudo >/dev/null || die "install these as root: ${missing[*]}"
      sudo -v
      as=(sudo)
    fi
    say "installing ${missing[*]}"
    step "package lists" "${as[@]}" apt-get update
    step "packages" "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -y --no-install-recommends "${missing[@]}"
  fi
  node -e 'process.exit(Number(process.versions.node.split(".")[0]) >= 18 ? 0 : 1)' \
    || die "Node.js 18 or newer is needed, this is $(node --version)"
}

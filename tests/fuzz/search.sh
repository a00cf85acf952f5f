#!/bin/sh
# search.sh TARGET WHERE FOUND SEEDS...: lets one fuzzer search for SWITCHBOARD_FUZZ_SECONDS.
# The bytes of a failure are left in WHERE, those that reach new code in FOUND.
set -eu
target=$1 where=$2
shift 2
exec "$target" "-max_total_time=${SWITCHBOARD_FUZZ_SECONDS:-10}" -timeout=5 -rss_limit_mb=2048 \
  "-artifact_prefix=$where/" "$@"

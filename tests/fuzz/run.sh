#!/bin/sh
# Builds the fuzzers with Clang in build/fuzz and searches with each for SECONDS (default 10).
# New findings go to a copy of the corpus; the bytes of a failure stay in build/fuzz/failures.
set -eu

seconds=${1:-10}
case $seconds in
  '' | *[!0-9]*) echo "usage: $0 [SECONDS]" >&2; exit 2 ;;
esac
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$root/build/fuzz
clang=$(command -v clang++-14 || command -v clang++) || {
  echo "the fuzzers need Clang (package clang)" >&2
  exit 1
}
mkdir -p "$build/failures"
targets="telegram_parse_fuzzer telegram_delivery_fuzzer telegram_poll_fuzzer"

if [ ! -f "$build/build.ninja" ]; then
  cmake -S "$root" -B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Asan \
    -DCMAKE_CXX_COMPILER="$clang" > "$root/build/fuzz-configure.log" 2>&1 || {
    cat "$root/build/fuzz-configure.log" >&2
    exit 1
  }
fi
# shellcheck disable=SC2086 # a list of names
cmake --build "$build" -j 2 --target $targets

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for target in $targets; do
  corpus=$work/$target
  cp -R "$root/tests/fuzz/corpus/telegram" "$corpus"
  echo "$target: $seconds s"
  "$build/tests/fuzz/$target" -max_total_time="$seconds" -timeout=5 -rss_limit_mb=2048 \
    -print_final_stats=1 -artifact_prefix="$build/failures/$target-" "$corpus" \
    > "$work/log" 2>&1 || {
    cat "$work/log" >&2
    exit 1
  }
  grep -E 'cov:.*DONE|DONE.*cov:|number_of_executed_units' "$work/log"
done

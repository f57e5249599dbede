#!/usr/bin/env bash
# tests/run.sh [--long] [FILTER]: installs what is missing, builds everything and runs all tests, or those whose name
# matches the regular expression FILTER. The tests of concurrency run a second time under the thread sanitizer, as tsan.*
# With --long the crash explorer goes on until it has recovered a million distinct disks, which takes some minutes more.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
if [ "${1:-}" = --long ]; then
    export VITRINE_CRASH_LONG=1
    shift
fi
filter=()
[ $# -eq 0 ] || filter=(-R "$1")

"$root/app/install-packages.sh"
"$root/app/build.sh" tsan concurrent_tests
"$root/app/build.sh" release

[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LANG=C.UTF-8
exec ctest --test-dir "$root/build/release" --parallel 2 --output-on-failure --no-tests=error "${filter[@]}" </dev/null

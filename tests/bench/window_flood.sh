#!/usr/bin/env bash
# tests/bench/window_flood.sh [ROUNDS [PUTS]]: how much slower a fill at full speed is while the window watches, in memory, in
# a real directory (below TMPDIR, or /tmp) and on the simulated disk with segments of 64 KiB.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$root/app/build.sh" bench bench_window_flood
export QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR=${XDG_RUNTIME_DIR:-/tmp}
exec "$root/build/bench/bin/bench_window_flood" "memory,${TMPDIR:-/tmp},64k" "${2:-1000000}" --compare "${1:-7}"

#!/usr/bin/env bash
# tests/bench/observation.sh [--rounds N] [--keys N]: what being observable costs the log engine. Builds it with tracing
# (preset bench) and without (preset untraced), and measures both by turns.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
"$root/app/build.sh" bench bench_observation
"$root/app/build.sh" untraced bench_observation
exec "$root/build/bench/bin/bench_observation" --against "$root/build/untraced/bin/bench_observation" "$@"

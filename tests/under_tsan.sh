#!/usr/bin/env bash
# tests/under_tsan.sh PROGRAM: runs a test built with the thread sanitizer. Status 77 (skipped) where it was not built,
# or where the sanitizer cannot run: some kernels randomise addresses more than it expects, and some containers forbid
# to turn that off.
set -uo pipefail
program=$1
[ -x "$program" ] || { echo "skipped: not built; tests/run.sh does that"; exit 77; }
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export TSAN_OPTIONS="suppressions=$here/tsan.supp halt_on_error=1 second_deadlock_stack=1"

runs() { "$@" "$program" -functions >/dev/null 2>&1; }
if runs; then exec "$program"; fi
fixed=(setarch "$(uname -m)" --addr-no-randomize)
if runs "${fixed[@]}"; then exec "${fixed[@]}" "$program"; fi
echo "skipped: the thread sanitizer cannot run on this kernel"
"$program" -functions 2>&1 | head -5
exit 77

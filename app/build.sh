#!/usr/bin/env bash
# app/build.sh PRESET [TARGET…]: configures that preset if needed and builds it. Says what it does, and which command
# failed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
preset=$1
shift
build="$root/build/$preset"
cd "$root"

run() {
    "$@" </dev/null && return
    local status=$?
    printf 'vitrine: this command failed (status %d), in %s:\n  %s\n' "$status" "$root" "$*" >&2
    exit "$status"
}

# ninja notices changes of CMakeLists.txt by itself, but neither of the presets nor that the tree was moved.
configured() {
    [ -f "$build/build.ninja" ] && [ ! CMakePresets.json -nt "$build/CMakeCache.txt" ] &&
        grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$build/CMakeCache.txt"
}
if ! configured; then
    echo "vitrine: configuring build/$preset"
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    configure=(cmake --preset "$preset" --fresh)
    if ! "${configure[@]}" >"$log" 2>&1 </dev/null; then
        cat "$log" >&2
        printf 'vitrine: this command failed, in %s:\n  %s\n' "$root" "${configure[*]}" >&2
        exit 1
    fi
    echo "vitrine: building it, which takes some minutes the first time"
fi

quiet=()
[ -t 1 ] || quiet=(--quiet)  # one line that counts up is for terminals only
run ninja -C "$build" -j "$(nproc)" "${quiet[@]}" "$@"

#!/usr/bin/env bash
# tests/bench/run.sh [WORKLOAD…] [OPTIONS]: installs what is missing, builds the benchmark with optimisation, and measures
# the log engine beside the peers whose libraries are here (a missing one is said and skipped). Arguments are those of
# `vitrine-cli bench`; without any, every workload is measured, which takes about half an hour.
#
# The peers are installed by apt-get (group bench of app/packages.txt); PEERS=no goes without those that are not here.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

"$root/app/install-packages.sh"
[ "${PEERS:-}" = no ] || "$root/app/install-packages.sh" bench ||
    echo "vitrine: some peers could not be installed; going on with those that are here" >&2
"$root/app/build.sh" bench vitrine-cli >&2
exec "$root/build/bench/bin/vitrine-cli" bench "$@"

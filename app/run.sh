#!/usr/bin/env bash
# Installs what is missing, builds Vitrine and starts it. Arguments are passed on to it.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

"$root/app/install-packages.sh"
"$root/app/build.sh" release vitrine vitrine-cli

# Qt reads file names and text by the locale; a bare machine has none.
[ -n "${LC_ALL:-}${LC_CTYPE:-}${LANG:-}" ] || export LANG=C.UTF-8
# Debian's Wayland plugin is a package of its own; every Wayland desktop also serves X11 programs.
if [ -z "${QT_QPA_PLATFORM:-}" ] && [ -n "${DISPLAY:-}" ]; then export QT_QPA_PLATFORM=xcb; fi
exec "$root/build/release/bin/vitrine" "$@"

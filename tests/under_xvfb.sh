#!/usr/bin/env bash
# tests/under_xvfb.sh PROGRAM…: runs a test of the window on an X server of its own, where events take the way that a
# person's take. Status 77 (skipped) where no X server can be had.
set -euo pipefail
command -v Xvfb >/dev/null || { echo "There is no Xvfb: app/install-packages.sh installs it."; exit 77; }
screen=$(mktemp)
trap 'kill $(jobs -p) 2>/dev/null; rm -f "$screen"' EXIT
Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp 3>"$screen" 2>/dev/null &
server=$!
for _ in $(seq 100); do
  [ -s "$screen" ] && break
  kill -0 "$server" 2>/dev/null || { echo "Xvfb does not start here."; exit 77; }
  sleep 0.1
done
[ -s "$screen" ] || { echo "Xvfb names no display."; exit 77; }
export DISPLAY=:$(cat "$screen") QT_QPA_PLATFORM=xcb
# Without a window manager no window gets the focus.
command -v openbox >/dev/null || { echo "There is no openbox: app/install-packages.sh installs it."; exit 77; }
openbox 2>/dev/null &
for _ in $(seq 100); do
  xprop -root _NET_CLIENT_LIST 2>/dev/null | grep -q window && break
  sleep 0.1
done
sleep 1  # it may still be taking over the screen: a window that comes meanwhile is lost
"$@"

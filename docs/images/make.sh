#!/usr/bin/env bash
# Makes the pictures of the README anew, from scripts, with the program itself: app/run.sh must have built it.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
vitrine=$(cd "$here/../.." && pwd)/build/release/bin/vitrine
cd "${TMPDIR:-/tmp}"  # the benchmark's picture shows the directory from which it was started
for theme in light dark; do
  suffix=; [ "$theme" = light ] || suffix=-dark
  "$vitrine" --language en --script "$here/compaction.script" --seek-to 12.2 --layout bytes --theme "$theme" --screenshot "$here/main$suffix.png"
  "$vitrine" --language en --script "$here/compaction.script" --seek-to 15.10 --layout compaction --theme "$theme" --screenshot "$here/compaction$suffix.png"
  "$vitrine" --language en --gallery --theme "$theme" --screenshot "$here/gallery$suffix.png"
  "$vitrine" --language en --script "$here/projector.script" --projector=user:1 --theme "$theme" --screenshot "$here/projector$suffix.png"
  # From a saved report: tests/bench/run.sh … --json > docs/images/benchmark.json
  "$vitrine" --language en --benchmark "$here/benchmark.json" --theme "$theme" --screenshot "$here/benchmark$suffix.png"
done
# The same story as it moves, small enough for a page.
"$vitrine" --script "$here/story.script" --record "$here/story.gif" --from 2 --layout bytes --steps-per-second 1.5 --size 1100x720

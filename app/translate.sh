#!/usr/bin/env bash
# app/translate.sh: brings the catalogs in resources/i18n up to date with the sources. What is new in them is unfinished
# until someone translates it; what the sources no longer say is removed. See docs/translating.md.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"

bash app/build.sh release vitrine-span-texts
lupdate=$(sed -n 's/^QT6_LUPDATE:FILEPATH=//p' build/release/CMakeCache.txt)
[ -x "$lupdate" ] || { echo "vitrine: lupdate of Qt 6 is not installed" >&2; exit 1; }
build/release/bin/vitrine-span-texts >build/span_texts.cpp
cmp -s build/span_texts.cpp ui/models/span_texts.cpp || mv build/span_texts.cpp ui/models/span_texts.cpp

update=("$lupdate" -silent -no-obsolete -locations none -I . ui app)
for catalog in resources/i18n/vitrine_*.ts; do
    only=()
    [ "$catalog" = resources/i18n/vitrine_en.ts ] && only=(-pluralonly)  # the others are the sources' own words
    "${update[@]}" "${only[@]}" -ts "$catalog" 2>/dev/null
    echo "$catalog: $(grep -c 'type="unfinished"' "$catalog" || true) texts to be translated"
    # Each with the class that says it; behind an arrow, what the catalog has for the same words elsewhere.
    awk '/<name>/ { gsub(/.*<name>|<\/name>.*/, ""); context = $0 }
         /<source>/ { gsub(/.*<source>|<\/source>.*/, ""); source = $0 }
         /type="unfinished"/ { gsub(/.*unfinished">|<\/translation>.*/, ""); print "  " context ": " source " → " $0 }' "$catalog"
done

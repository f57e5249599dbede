#include "ui/models/broken_words.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

/// The shipped script in which the explorer finds what breaks; a test of it keeps the two together.
const char* scenarioOf(const char* word) {
    static constexpr std::pair<const char*, const char*> kShownIn[] = {
        {"no-checksum", "s02-torn-tail"},          {"no-roll-sync", "s05-cut-in-a-compaction"},
        {"publish-early", "s05-cut-in-a-compaction"}, {"remove-early", "s05-cut-in-a-compaction"},
        {"drop-tombstones", "s10-resurrection"},   {"no-directory-sync", "s06-directory-not-synced"},
        {"no-batch-mark", "s04-batch-half-written"}, {"no-synced-mark", "s07-bit-rot"},
        {"no-cut-sync", "s03-lost-middle"},        {"no-repair", "s02-torn-tail"},
        {"forget-failed-sync", "s01-clean-close"}};
    for (const auto& [known, scenario] : kShownIn)
        if (std::string_view(known) == word) return scenario;
    return "";
}

BrokenRule rule(const char* word, const QString& title, const QString& sentence, const QString& promise,
                bool offered = true) {
    return {QString::fromLatin1(word), title, sentence, promise, QString::fromLatin1(scenarioOf(word)), offered};
}

QString prefixPromise() {
    return tr("Whatever was promised, and everything before it, is there after a power cut.");
}
QString forgedPromise() {
    return tr("Bytes are a record only where they were written as one.");
}
QString compactionPromise() {
    return tr("A compaction changes no answer, wherever the power fails.");
}
QString damagePromise() {
    return tr("Damage is told from a torn tail, and never cut off in silence.");
}
QString finalPromise() {
    return tr("What an opening showed is final: nothing that was cut off returns.");
}
QString errorPromise() {
    return tr("A failed operation is absent, or whole; after a failed sync nothing is promised.");
}

QList<BrokenRule> offeredRules() {
    return {
        rule("no-checksum", tr("no checksum check"), tr("Records are believed without checking their checksum."),
             forgedPromise()),
        rule("no-roll-sync", tr("no sync at roll-over"), tr("The next segment begins before the old one is synced."),
             prefixPromise()),
        rule("publish-early", tr("compactions are published early"),
             tr("A compaction is published before the records that superseded what it left out are synced."),
             compactionPromise()),
        rule("remove-early", tr("inputs are removed early"),
             tr("A compaction removes its inputs before its output is synced."), compactionPromise()),
        rule("drop-tombstones", tr("tombstones are dropped early"),
             tr("A compaction leaves tombstones behind that are still needed."), compactionPromise()),
        rule("no-directory-sync", tr("no directory sync"),
             tr("The directory is never synced: names of files may be lost."), prefixPromise()),
        rule("no-batch-mark", tr("batches without a commit mark"), tr("The members of a batch count one by one."),
             tr("A batch is all there, or not at all.")),
        rule("no-synced-mark", tr("no “synced up to here”"),
             tr("Nothing in the log says what was synced: damage looks like a torn tail."), damagePromise()),
        rule("no-cut-sync", tr("recovery’s cut is not synced"),
             tr("What recovery cuts off is not synced before it answers."), finalPromise()),
        rule("no-repair", tr("no repair after a short write"),
             tr("After a short write the next record goes behind the torn one."), errorPromise()),
        rule("forget-failed-sync", tr("a failed sync is forgotten"),
             tr("A sync after a failed one answers as if all were well."), errorPromise()),
    };
}

}  // namespace

QList<BrokenRule> brokenRules() {
    return offeredRules() +
           QList<BrokenRule>{
               rule("no-binding", tr("checksums are not bound"),
                    tr("Checksums are not bound to database, file life and offset."), forgedPromise(), false),
               rule("hint-not-bound", tr("hints are not bound"),
                    tr("A hint file is believed whatever log it was written for."),
                    tr("Hints are caches: they change no answer."), false),
               rule("two-writers", tr("no lock"), tr("The directory is not locked: two writers may have it."),
                    tr("There is one writer at a time."), false),
               rule("readonly-repairs", tr("read-only repairs"), tr("Opening for reading cuts torn tails, too."),
                    tr("Opening for reading changes nothing."), false),
               rule("stale-read", tr("unreadable is not found"),
                    tr("A get of an unreadable record answers that there is none."),
                    tr("What cannot be read is named, never taken for absent."), false),
               rule("salvage-half-batches", tr("salvage halves batches"),
                    tr("Salvage keeps members of damaged batches."), tr("A batch is all there, or not at all."), false),
           };
}

namespace {

QList<BrokenRule> rulesOf(const QStringList& words) {
    QList<BrokenRule> rules = brokenRules();
    rules.removeIf([&](const BrokenRule& one) { return !words.contains(one.word); });
    return rules;
}

QString joined(const QList<BrokenRule>& rules, QString BrokenRule::*part, const QString& between) {
    QStringList texts;
    for (const BrokenRule& one : rules) texts << one.*part;
    return texts.join(between);
}

}  // namespace

QString brokenTitle(const QStringList& words) {
    if (words.isEmpty()) return {};
    return tr("Broken on purpose: %1.").arg(joined(rulesOf(words), &BrokenRule::title, QStringLiteral(", ")));
}

QString brokenSentences(const QStringList& words) {
    return joined(rulesOf(words), &BrokenRule::sentence, QStringLiteral(" "));
}

QString brokenTip(const QStringList& words) {
    QStringList lines;
    for (const BrokenRule& one : rulesOf(words))
        lines << tr("%1 It breaks this promise: %2").arg(one.sentence, one.promise);
    return lines.join(QLatin1Char('\n'));
}

}  // namespace vitrine::ui

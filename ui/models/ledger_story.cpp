#include "ui/models/ledger_story.h"

#include <algorithm>

#include "ui/models/index_model.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

using lab::BrokenRule;
using lab::Given;
using lab::LedgerRow;
using lab::Promised;
using lab::PromiseLedger;
using Mark = LedgerStory::Mark;
using Stage = PromiseLedger::Stage;
using Tone = LedgerStory::Tone;

constexpr std::size_t kMostCharacters = 40;

QString keyText(const Bytes& key) {
    return key.empty() ? QStringLiteral("\"\"") : QString::fromStdString(label(key, kMostCharacters));
}
QString valueText(const Bytes& value) {
    return value.empty() ? QStringLiteral("\"\"") : QString::fromStdString(label(value, kMostCharacters));
}

QString beforeText(const LedgerRow& row) {
    if (row.before) return valueText(*row.before);
    return row.known ? tr("deleted", "a key's value") : QStringLiteral("—");
}

QString promisedText(const LedgerRow& row) {
    QString text;
    switch (row.promised) {
        case Promised::nothing:
            text = row.olderPromised ? tr("the older value", "was promised") : tr("nothing", "was promised");
            break;
        case Promised::synced:
            text = tr("synced", "was promised");
            break;
        case Promised::handed:
            text = tr("handed over", "was promised");
            break;
        case Promised::inFlight:
            text = tr("in flight", "was promised");
            break;
    }
    return row.batch ? tr("%1, batch %2").arg(text).arg(row.batch) : text;
}

QString brokenText(const LedgerRow& row) {
    switch (row.rule) {
        case BrokenRule::none:
        case BrokenRule::missing:
            return tr("broken promise: lost");
        case BrokenRule::outdated:
            return tr("broken promise: older value");
        case BrokenRule::undeleted:
            return tr("broken promise: undeleted");
        case BrokenRule::gap:
            return tr("broken promise: a gap");
        case BrokenRule::halfBatch:
            return tr("broken promise: half a batch");
        case BrokenRule::forged:
            return tr("broken promise: forged");
    }
    return {};
}

struct Words {
    QString text;
    Mark mark = Mark::none;
    Tone tone = Tone::neutral;
};

Words afterwards(const LedgerRow& row) {
    switch (row.given) {
        case Given::unknown:
            return {tr("not read yet")};
        case Given::olderSoFar:
            return {tr("an older copy so far")};
        case Given::back:
            return {tr("back", "a key after recovery"), Mark::kept, Tone::good};
        case Given::deleted:
            return {tr("still deleted"), Mark::kept, Tone::good};
        case Given::byLuck:
            return {row.before ? tr("back, by luck") : tr("still deleted, by luck"), Mark::chance};
        case Given::asBefore:
            return {tr("as before the write"), Mark::kept, Tone::good};
        case Given::inFlightCame:
            return {tr("the new value, by luck"), Mark::chance};
        case Given::lost:
            if (row.olderPromised && !row.promisedBefore) return {tr("deleted, as promised"), Mark::kept, Tone::good};
            return {tr("lost, as allowed"), Mark::lost, Tone::bad};
        case Given::older:
            if (row.olderPromised && row.after == row.promisedBefore)
                return {tr("older value, as promised"), Mark::kept, Tone::good};
            return {tr("older value, as allowed"), Mark::lost, Tone::bad};
        case Given::undeleted:
            if (row.olderPromised && row.after == row.promisedBefore)
                return {tr("undeleted, as promised"), Mark::kept, Tone::good};
            return {tr("undeleted, as allowed"), Mark::lost, Tone::bad};
        case Given::broken:
            return {brokenText(row), Mark::lost, Tone::bad};
        case Given::damaged:
            return {row.after ? tr("older value, by damage") : tr("lost by damage"), Mark::lost, Tone::bad};
        case Given::refused:
            return {tr("open refused"), Mark::lost, Tone::bad};
    }
    return {};
}

QString whyBroken(const LedgerRow& row) {
    const QString because = keyText(row.becauseKey);
    switch (row.rule) {
        case BrokenRule::none:
        case BrokenRule::missing:
            return tr("It was promised, and it is not there.");
        case BrokenRule::outdated:
            return tr("Its newest value was promised, and an older one came back: “%1”.")
                .arg(valueText(row.after.value_or(Bytes())));
        case BrokenRule::undeleted:
            return tr("Its deletion was promised, and the key is back.");
        case BrokenRule::gap:
            return row.becauseOperation ? tr("It came back, but %1 of operation %2 did not, which was written before "
                                             "it: what comes back may have "
                                             "no gap.")
                                              .arg(because)
                                              .arg(row.becauseOperation)
                                        : tr("It came back, but %1 did not, which was written before it: what comes "
                                             "back may have no gap.")
                                              .arg(because);
        case BrokenRule::halfBatch:
            return tr("It came back, but %1 of the same batch did not: a batch is one operation, all or nothing.")
                .arg(because);
        case BrokenRule::forged:
            return row.after ? tr("Nobody ever wrote “%1” there: recovery may show nothing that was not written.")
                                   .arg(valueText(*row.after))
                             : tr("Recovery may show nothing that was not written.");
    }
    return {};
}

/// Why the row's promise is what it is; while nothing has failed.
QString whyPromised(const LedgerRow& row) {
    switch (row.promised) {
        case Promised::synced:
            return row.operation
                       ? tr("A sync has covered operation %1, or said so: no power cut may take it.").arg(row.operation)
                       : tr("It was there when the database was opened: what an open showed is final.");
        case Promised::handed:
            return tr("The operating system had operation %1: the end of a process may not take it.")
                .arg(row.operation);
        case Promised::nothing:
            return tr("Operation %1 is accepted, and no sync has covered it: a power cut may take it, with all newer "
                      "ones.")
                .arg(row.operation);
        case Promised::inFlight:
            return tr("Operation %1 has not answered: after a power cut it is there as a whole, or not at all.")
                .arg(row.operation);
    }
    return {};
}

QString whyOf(const LedgerRow& row) {
    switch (row.given) {
        case Given::unknown:
            return whyPromised(row);
        case Given::olderSoFar:
            return tr("Recovery has read an older record of it; a newer one may still come.");
        case Given::back:
        case Given::deleted:
            return whyPromised(row);
        case Given::byLuck:
            return tr("No sync had covered operation %1. The disk kept it all the same: nobody may count on that.")
                .arg(row.operation);
        case Given::asBefore:
            return tr("Operation %1 was in flight, and is not there: nobody was told that it was.").arg(row.operation);
        case Given::inFlightCame:
            return tr("Operation %1 had not answered, and is there as a whole: both is allowed.").arg(row.operation);
        case Given::lost:
        case Given::older:
        case Given::undeleted:
            if (row.olderPromised)
                return tr("A sync had covered what was there before operation %1: that is promised, the newest is not.")
                    .arg(row.operation);
            return tr(
                "A sync is a promise. Without one the engine may lose the newest writes, but only the newest, and it "
                "never "
                "makes one up.");
        case Given::broken:
            return whyBroken(row);
        case Given::damaged:
            return tr("Bytes were changed on the disk: that is no power cut, and no engine can promise against it.");
        case Given::refused:
            return tr("Open refused: nothing is shown, and nothing was changed.");
    }
    return {};
}

QString unknownText(lab::WriteHistory::Unknown why) {
    using Unknown = lab::WriteHistory::Unknown;
    switch (why) {
        case Unknown::nothing:
            break;
        case Unknown::tooLarge:
            return tr("This database is too large to be judged key by key at every moment.");
        case Unknown::gap:
            return tr("History has a gap: what was written in it is not known, so nothing can be judged.");
        case Unknown::dropped:
            return tr("The beginning of this history was dropped: what was promised before is not known.");
    }
    return {};
}

/// What the promised keys are called in a verdict.
QString rightOf(const PromiseLedger& ledger) {
    const auto right = static_cast<qulonglong>(ledger.right), all = static_cast<qulonglong>(ledger.promised);
    return ledger.end == PromiseLedger::End::power || ledger.end == PromiseLedger::End::close
               ? tr("%L1 of %L2 synced keys are right").arg(right).arg(all)
               : tr("%L1 of %L2 promised keys are right").arg(right).arg(all);
}

QString brokenVerdict(const PromiseLedger& ledger) {
    const auto rule = [&](BrokenRule wanted) {
        return std::ranges::any_of(
            ledger.rows, [&](const LedgerRow& row) { return row.given == Given::broken && row.rule == wanted; });
    };
    if (rule(BrokenRule::forged)) return tr("No: what came back was never written");
    if (rule(BrokenRule::halfBatch)) return tr("No: half a batch came back");
    if (ledger.right < ledger.promised) return tr("No: %1", "a verdict").arg(rightOf(ledger));
    return tr("No: what came back has a gap");
}

void tellRefusal(const PromiseLedger& ledger, LedgerStory& story) {
    story.remark = QString::fromStdString(ledger.refusal);
    if (!ledger.byDamage) {
        story.verdict = tr("Not decided: open failed");
        return;
    }
    story.verdict = ledger.edited ? tr("Open refused, as it must: bytes were changed")
                                  : tr("No: open refuses, though only the power failed");
    story.tone = ledger.edited ? Tone::neutral : Tone::bad;
}

void tellOff(const PromiseLedger& ledger, LedgerStory& story) {
    switch (ledger.end) {
        case PromiseLedger::End::close:
            story.verdict = tr("Closed: every key is promised");
            break;
        case PromiseLedger::End::kill:
            story.verdict = tr("The process has ended: open shows what is there");
            break;
        default:
            story.verdict = tr("The power has failed: open shows what is there");
            break;
    }
    story.remark = tr("On the left is what was promised. What comes back is known when recovery has read the disk.");
}

void tellVerdict(const PromiseLedger& ledger, LedgerStory& story) {
    const auto promised = static_cast<qulonglong>(ledger.promised), all = static_cast<qulonglong>(ledger.rows.size());
    if (ledger.stage == Stage::live) {
        story.verdict = tr("If the power failed now: %L1 of %L2 keys are promised").arg(promised).arg(all);
        story.remark = tr("Cut the power to see which of the others come back.");
    } else if (ledger.stage == Stage::off) {
        tellOff(ledger, story);
    } else if (ledger.stage == Stage::refused) {
        tellRefusal(ledger, story);
    } else if (ledger.undecided) {
        story.verdict =
            tr("So far: %L1 of %L2 synced keys are back").arg(static_cast<qulonglong>(ledger.right)).arg(promised);
        story.remark = tr("Recovery has not read everything yet.");
    } else if (!ledger.kept()) {
        story.verdict = brokenVerdict(ledger);
        story.tone = Tone::bad;
    } else if (ledger.right < ledger.promised) {
        story.verdict = tr("By damage, not by a power cut: %1").arg(rightOf(ledger));
        story.tone = Tone::bad;
    } else if (ledger.promised == 0) {
        story.verdict = tr("Yes: nothing was promised, and nothing was made up");
        story.tone = Tone::good;
    } else {
        story.verdict = tr("Yes: %1", "a verdict").arg(rightOf(ledger));
        story.tone = Tone::good;
    }
    if (story.remark.isEmpty())
        story.remark =
            tr("A sync is a promise. Without one the engine may lose the newest writes, but only the newest, and it "
               "never makes one up.");
}

}  // namespace

const LedgerStory::Row* LedgerStory::rowOf(const Bytes& key) const {
    const auto found = std::ranges::find(rows, key, &Row::key);
    return found == rows.end() ? nullptr : &*found;
}

LedgerStory ledgerStoryOf(const PromiseLedger& ledger) {
    LedgerStory story;
    story.live = ledger.stage == Stage::live;
    if (ledger.stage == Stage::nothing) {
        story.verdict = tr("Nothing has been promised yet");
        story.remark =
            tr("Put keys, sync, and cut the power: each key is listed here with what was promised and what came back.");
    } else if (ledger.unknown != lab::WriteHistory::Unknown::nothing) {
        story.verdict = tr("Not known");
        story.remark = unknownText(ledger.unknown);
    } else if (ledger.rows.empty()) {
        story.verdict = tr("No key has been written");
        story.remark =
            tr("Put keys, sync, and cut the power: each key is listed here with what was promised and what came back.");
    } else {
        tellVerdict(ledger, story);
    }
    for (const LedgerRow& row : ledger.rows) {
        const Words after = afterwards(row);
        story.rows.push_back({row.key, keyText(row.key), beforeText(row), !row.before, promisedText(row),
                              row.isPromised() || row.olderPromised, story.live ? QString() : after.text, after.mark, after.tone,
                              row.given == Given::broken, whyOf(row), row.write});
    }
    if (const auto broken = std::ranges::find(story.rows, true, &LedgerStory::Row::broken); broken != story.rows.end())
        story.remark = QStringLiteral("%1: %2").arg(broken->name, broken->why);
    story.spoken = tr("Was every promise kept? %1").arg(story.verdict);
    return story;
}

Selection selectionOf(const Moment& moment, const LedgerStory::Row& row) {
    IndexModel index;
    index.show(moment);
    Selection selection;
    selection.key = row.key;
    if (const auto slot = index.node() ? index.find(row.key) : std::nullopt) {
        selection.kind = Selection::Kind::slot;
        selection.cell = {index.node(), *slot};
        return selection;
    }
    const auto operation = row.write == kNoFact ? std::nullopt : moment.timeline().operationAt(row.write + 1);
    if (!operation) return {};
    selection.kind = Selection::Kind::operation;
    selection.operation = *operation;
    return selection;
}

}  // namespace vitrine::ui

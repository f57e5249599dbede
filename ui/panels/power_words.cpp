#include "ui/panels/power_words.h"

#include "ui/models/tr.h"


namespace vitrine::ui {

namespace {

QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }
QString quoted(const std::optional<Bytes>& value) {
    return value ? QStringLiteral("“%1”").arg(fromBytes(label(*value, 24))) : tr("not found");
}
QString keys(std::uint64_t number) { return number == 1 ? tr("1 key") : tr("%L1 keys").arg(number); }
QString writes(std::uint64_t number) { return number == 1 ? tr("1 write") : tr("%L1 writes").arg(number); }
QString keyText(const Bytes& key) { return key.empty() ? QStringLiteral("\"\"") : fromBytes(label(key, 40)); }

using Tone = PowerStory::Tone;

/// "operations 1 to 8 and 10".
QString textOf(const std::vector<lab::OperationRange>& ranges) {
    constexpr std::size_t most = 4;  // of the newest
    QStringList parts;
    bool many = ranges.size() > 1;
    for (std::size_t i = ranges.size() > most ? ranges.size() - most : 0; i < ranges.size(); ++i) {
        const auto& [first, last] = ranges[i];
        many = many || first != last;
        parts << (first == last       ? tr("%L1").arg(first)
                  : first + 1 == last ? tr("%L1 and %L2").arg(first).arg(last)
                                      : tr("%L1 to %L2").arg(first).arg(last));
    }
    if (ranges.size() > most) parts.prepend(tr("older ones"));
    const QString list = parts.join(QStringLiteral(", "));
    return many ? tr("operations %1", "a list of numbers").arg(list) : tr("operation %1", "a number").arg(list);
}

/// A key that a get finds after the cut though it was deleted, or that has its old value back, comes back.
QString afterwards(const lab::Loss& loss) {
    if (!loss.now) return tr("%1 comes back").arg(quoted(loss.after));
    return quoted(loss.after);
}

void addRows(const lab::PowerVerdict& verdict, PowerStory& story) {
    for (const lab::Loss& loss : verdict.losses)
        story.rows.push_back({keyText(loss.key), loss.now ? quoted(loss.now) : tr("deleted"), afterwards(loss)});
    story.rowCount = verdict.lossCount;
}

void addSafe(const lab::PowerVerdict& verdict, PowerStory& story) {
    const lab::SafeOperations& operations = verdict.operations;
    if (!operations.safe.empty()) {
        const QString safe = textOf(operations.safe);
        const QString text = operations.because ? tr("%1, because of the sync in operation %L2.").arg(safe).arg(*operations.because)
                                                : tr("%1.", "operations that are safe").arg(safe);
        story.paragraphs.push_back({tr("Safe: "), Tone::good, text});
    } else if (verdict.lossCount > 0) {
        story.paragraphs.push_back({{}, Tone::neutral, tr("No sync has succeeded yet: nothing is promised.")});
    }
    if (!operations.lost.empty())
        story.paragraphs.push_back({tr("Lost: "), Tone::bad, tr("%1.", "operations that are lost").arg(textOf(operations.lost))});
}

void tellCompaction(const lab::PowerVerdict& verdict, PowerStory& story) {
    using Compaction = lab::PowerVerdict::Compaction;
    story.headline = tr("The compaction loses nothing");
    story.tone = Tone::good;
    QString text;
    switch (verdict.compaction) {
        case Compaction::none: break;
        case Compaction::copying:
            text = tr("Its inputs are whole and on the platter. An unfinished copy is deleted when the engine opens.");
            break;
        case Compaction::renamed:
            text = tr("Inputs and copy are on the platter. Whichever name the disk kept, the engine opens with one of them.");
            break;
        case Compaction::published:
            text = tr("The copy is on the platter under its name and takes the place of its inputs. What is left of them "
                      "is deleted when the engine opens.");
            break;
    }
    story.paragraphs.push_back({{}, Tone::neutral, text});
    if (verdict.lossCount > 0)
        story.paragraphs.push_back({tr("As before: "), Tone::bad, tr("%1 may be lost that was never synced.").arg(keys(verdict.lossCount))});
}

/// "2 writes may be lost · 68 B": a deletion is a write, too, and what its key answers then stands in its row.
QString lossHeadline(const lab::PowerVerdict& verdict) {
    const lab::SafeOperations& operations = verdict.operations;
    const QString what = operations.writesAtRisk ? writes(operations.writesAtRisk) : keys(verdict.lossCount);
    if (verdict.bytesAtRisk || !operations.bytesInProcess)
        return tr("%1 may be lost · %L2 B").arg(what).arg(verdict.bytesAtRisk + operations.bytesInProcess);
    return tr("%1 may be lost · %L2 B in the process").arg(what).arg(operations.bytesInProcess);
}

void tellLosses(const lab::PowerVerdict& verdict, PowerStory& story) {
    if (verdict.lossCount > 0) {
        story.headline = lossHeadline(verdict);
        story.tone = Tone::bad;
        addRows(verdict, story);
    } else if (!verdict.exact && verdict.bytesAtRisk > 0) {
        story.headline = tr("%L1 B may be lost").arg(verdict.bytesAtRisk);
        story.tone = Tone::bad;
        story.paragraphs.push_back({{}, Tone::neutral, tr("Too much data to recover at every moment: keys are not listed.")});
    } else {
        story.headline = verdict.open ? tr("Nothing would be lost") : tr("No database is open");
        story.tone = verdict.open ? Tone::good : Tone::neutral;
        if (!verdict.open)
            story.paragraphs.push_back({{}, Tone::neutral, tr("So nothing is written that a power cut could take.")});
    }
    if (verdict.open || verdict.lossCount > 0 || !verdict.operations.lost.empty()) addSafe(verdict, story);
}

}  // namespace

PowerStory storyOf(const lab::PowerVerdict& verdict) {
    PowerStory story;
    if (!verdict.hasDatabase) {
        story.headline = tr("Nothing is written yet");
    } else if (verdict.refused) {
        story.headline = verdict.open ? tr("The engine would refuse to open") : tr("No database is open");
        story.tone = Tone::bad;
        story.paragraphs.push_back({verdict.open ? QString() : tr("The engine refuses it: "), Tone::bad,
                                    fromBytes(describe(*verdict.refused))});
    } else if (verdict.compaction != lab::PowerVerdict::Compaction::none) {
        tellCompaction(verdict, story);
    } else {
        tellLosses(verdict, story);
    }
    story.spoken = tr("If the power fails now: %1").arg(story.headline);
    return story;
}

}  // namespace vitrine::ui

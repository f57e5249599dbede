#include "ui/panels/power_words.h"

#include <QCoreApplication>

namespace vitrine::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(PowerCard)
};
QString tr(const char* text) { return Words::tr(text); }
QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }
QString quoted(const std::optional<Bytes>& value) {
    return value ? QStringLiteral("“%1”").arg(fromBytes(label(*value, 24))) : tr("not found");
}
QString keys(std::uint64_t number) { return number == 1 ? tr("1 key") : tr("%L1 keys").arg(number); }

using Tone = PowerStory::Tone;

void addRows(const lab::PowerVerdict& verdict, PowerStory& story) {
    for (const lab::Loss& loss : verdict.losses)
        story.rows.push_back({fromBytes(label(loss.key, 40)), quoted(loss.now), quoted(loss.after)});
    story.rowCount = verdict.lossCount;
}

void addSafe(const lab::PowerVerdict& verdict, PowerStory& story) {
    if (verdict.safeThrough && *verdict.safeThrough > 0) {
        QString text = *verdict.safeThrough == 1 ? tr("operation 1") : tr("operations 1 to %L1").arg(*verdict.safeThrough);
        if (verdict.safeBecauseOf) text += tr(", because of the sync in operation %L1").arg(*verdict.safeBecauseOf);
        story.paragraphs.push_back({tr("Safe: "), Tone::good, text + QLatin1Char('.')});
    } else if (verdict.lossCount > 0) {
        story.paragraphs.push_back({{}, Tone::neutral, tr("No sync has run yet: nothing is promised.")});
    }
}

void tellCompaction(const lab::PowerVerdict& verdict, PowerStory& story) {
    story.headline = tr("The compaction loses nothing");
    story.tone = Tone::good;
    story.paragraphs.push_back({{}, Tone::neutral, tr("Its inputs are whole and on the platter. An unfinished copy is deleted when the engine opens.")});
    if (verdict.lossCount > 0)
        story.paragraphs.push_back({tr("As before: "), Tone::bad, tr("%1 may be lost that was never synced.").arg(keys(verdict.lossCount))});
}

void tellLosses(const lab::PowerVerdict& verdict, PowerStory& story) {
    if (verdict.lossCount > 0) {
        story.headline = tr("%1 may be lost · %L2 B").arg(keys(verdict.lossCount)).arg(verdict.bytesAtRisk);
        story.tone = Tone::bad;
        addRows(verdict, story);
    } else if (!verdict.exact && verdict.bytesAtRisk > 0) {
        story.headline = tr("%L1 B may be lost").arg(verdict.bytesAtRisk);
        story.tone = Tone::bad;
        story.paragraphs.push_back({{}, Tone::neutral, tr("Too much data to recover at every moment: keys are not listed.")});
    } else {
        story.headline = tr("Nothing would be lost");
        story.tone = Tone::good;
    }
    addSafe(verdict, story);
}

}  // namespace

PowerStory storyOf(const lab::PowerVerdict& verdict) {
    PowerStory story;
    if (!verdict.hasDatabase) {
        story.headline = tr("Nothing is written yet");
    } else if (verdict.refused) {
        story.headline = tr("The engine would refuse to open");
        story.tone = Tone::bad;
        story.paragraphs.push_back({{}, Tone::neutral, fromBytes(describe(*verdict.refused))});
    } else if (verdict.compactionRunning) {
        tellCompaction(verdict, story);
    } else {
        tellLosses(verdict, story);
    }
    story.spoken = tr("If the power fails now: ") + story.headline;
    return story;
}

}  // namespace vitrine::ui

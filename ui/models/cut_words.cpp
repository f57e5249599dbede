#include "ui/models/cut_words.h"

#include <algorithm>
#include <tuple>

#include "ui/models/tr.h"

namespace vitrine::ui {

using lab::KeyFate;

namespace {

constexpr qsizetype kMostNamed = 3;
constexpr std::size_t kMostValue = 24;

QString labelOf(const RecordRef& record) {
    if (record.info.role == RecordRole::header) return vitrine::ui::tr("header");
    if (record.info.role == RecordRole::mark) return vitrine::ui::tr("close mark");
    const QString key = QString::fromStdString(label(record.info.key));
    return record.info.role == RecordRole::tombstone ? vitrine::ui::tr("del %1").arg(key) : key;
}

WriteLabel labelFor(const CrashPoint::Write& write, SpaceId space, const Scene& scene) {
    const Timeline& timeline = scene.timeline();
    WriteLabel found;
    const auto records = timeline.recordsOf(space, write.offset, write.sizeBytes, scene.position());
    if (records.empty()) return found;
    found.what = labelOf(records.front());
    if (records.size() > 1) found.what = tr("%1 and %L2 more").arg(found.what).arg(records.size() - 1);
    if (const auto by = timeline.operationAt(records.front().stagedBy + 1))
        found.operation = tr("op %1").arg(timeline.operation(*by).number);
    return found;
}

QStringList keysOf(const lab::CutAnswer& answer, KeyFate::Kind kind) {
    QStringList keys;
    for (const KeyFate& fate : answer.fates)
        if (fate.kind == kind) keys << QString::fromStdString(label(fate.key));
    return keys;
}

/// Of the only key that has one: the value, "Ada"; empty if there is none.
QString olderValueOf(const lab::CutAnswer& answer) {
    for (const KeyFate& fate : answer.fates)
        if (const auto found = answer.state.find(fate.key);
            fate.kind == KeyFate::Kind::older && found != answer.state.end())
            return QString::fromStdString(label(found->second, kMostValue));
    return {};
}

}  // namespace

std::vector<WriteLabel> writeLabels(const CrashPoint& point, const Scene& scene) {
    std::vector<WriteLabel> labels;
    for (const CrashPoint::File& file : point.files()) {
        const SpaceState* space = scene.fileNamed(file.name);
        for (const CrashPoint::Write& write : file.writes)
            labels.push_back(space ? labelFor(write, space->id, scene) : WriteLabel{});
    }
    return labels;
}

QString listedKeys(const QStringList& keys) {
    if (keys.size() > kMostNamed) return tr("%L1 keys").arg(keys.size());
    if (keys.size() < 2) return keys.value(0);
    return tr("%1 and %2").arg(keys.mid(0, keys.size() - 1).join(tr(", ", "between the parts of a list")), keys.last());
}

QString answerSentence(const lab::CutAnswer& answer) {
    if (answer.refused) return tr("Recovery refuses to open: %1").arg(QString::fromStdString(answer.refused->message));
    if (answer.fates.empty()) return tr("Nothing is lost.");
    using Kind = KeyFate::Kind;
    const std::tuple<Kind, QString, QString> words[] = {
        {Kind::broken, tr("%1 is not what was promised"), tr("%1 are not what was promised")},
        {Kind::back, tr("%1 comes back"), tr("%1 come back")},
        {Kind::deleted, tr("%1 stays deleted"), tr("%1 stay deleted")},
        {Kind::older, tr("%1 has an older value"), tr("%1 have older values")},
        {Kind::restored, tr("%1 is there again"), tr("%1 are there again")},
        {Kind::lost, tr("%1 is lost"), tr("%1 are lost")},
    };
    QStringList parts;
    for (const auto& [kind, one, many] : words) {
        const QStringList keys = keysOf(answer, kind);
        if (keys.isEmpty()) continue;
        const QString older = keys.size() == 1 && kind == Kind::older ? olderValueOf(answer) : QString();
        parts << (!older.isEmpty() ? tr("%1 comes back as %2").arg(keys.first(), older)
                                   : (keys.size() == 1 ? one : many).arg(listedKeys(keys)));
    }
    return tr("%1.").arg(parts.join(tr(", ", "between the parts of a list")));
}

QString verdictSentence(const lab::CutAnswer& answer) {
    if (!answer.judged) return {};
    if (answer.bySecondCut) return tr("A promise is broken if the power fails once more.");
    if (answer.judgement == lab::Judgement::broken) return tr("A promise is broken.");
    if (answer.judgement == lab::Judgement::refused) return tr("It must: bytes were changed.");
    return tr("No promise broken.");
}

AnswerTile answerTile(const lab::CutAnswer& answer) {
    if (answer.refused) return {tr("refused"), tr("to open")};
    if (answer.judgement == lab::Judgement::broken) {
        const QStringList keys = keysOf(answer, KeyFate::Kind::broken);
        return {keys.isEmpty() ? tr("a gap") : listedKeys(keys), tr("promise broken")};
    }
    if (answer.fates.empty()) return {tr("all"), tr("is there")};
    // A key that is deleted, as it should be, does not come back; one with an older value does, unless that was
    // promised.
    QStringList back = keysOf(answer, KeyFate::Kind::back);
    const QStringList older = answer.nothingNew ? QStringList() : keysOf(answer, KeyFate::Kind::older);
    const QStringList deleted = keysOf(answer, KeyFate::Kind::deleted);
    if (back.isEmpty() && older.size() == 1 && deleted.isEmpty())
        return {older.first(), tr("as it was before", "an older value of a key")};
    back += older;
    if (back.isEmpty() && deleted.isEmpty()) return {tr("nothing"), tr("comes back")};
    if (back.isEmpty())
        return {deleted.size() == 1 ? deleted.first() : tr("%L1 keys").arg(deleted.size()),
                deleted.size() == 1 ? tr("stays deleted") : tr("stay deleted")};
    const qsizetype all = static_cast<qsizetype>(answer.fates.size()) - deleted.size();
    const QString then = back.size() == 1 ? tr("comes back") : tr("come back");
    if (back.size() == 1) return {back.first(), then};
    if (back.size() == all && older.isEmpty()) return {all == 2 ? tr("both") : tr("all %L1").arg(all), then};
    return {tr("%L1 of %L2").arg(back.size()).arg(all), then};
}

QString whyNoCut(const Error& error) {
    switch (error.code) {
        case ErrorCode::notSupported:
            return tr("Only a simulated disk can lose its power here: choose one in the menu of the engine, or type “use log”.");
        case ErrorCode::notFound:
            return tr("What was done to this disk before is not in the history any more. Behind the next sync the power can be cut here.");
        case ErrorCode::invalidArgument:
            return tr("History has a gap before this moment, and what was written in it and is still pending is not known. Behind "
                      "the next sync the power can be cut here.");
        case ErrorCode::tooLarge:
            return tr("Too much was done to this disk to show what of it is pending. In the console “crash” cuts the power all the "
                      "same.");
        default:
            return QString::fromStdString(error.message);
    }
}

}  // namespace vitrine::ui

#include "ui/models/prediction.h"

#include <QLocale>
#include <algorithm>
#include <utility>

#include "ui/models/bytes_dissection.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

QString wordText(const std::string& word) {
    const std::pair<const char*, QString> words[] = {
        {"not found", tr("not found", "what a get answers")},
        {"error", tr("an error", "what a command answers")},
        {"none", tr("none", "of several keys")},
        {"kept", tr("kept", "by a disk whose power failed")},
        {"lost", tr("lost", "by a disk whose power failed")},
        {"either", tr("kept or lost", "by a disk whose power failed")},
        {"header", tr("header", "of a record")},
        {"zeros", tr("zeros", "bytes that fill")},
        {"index entry", tr("index entry")},
    };
    for (const auto& [known, text] : words)
        if (word == known) return text;
    return QString::fromStdString(word);
}

/// Looked for in records of this many bytes of each file: its end.
constexpr std::uint64_t kMostSearched = 1u << 16;

}  // namespace

Selection subjectOf(const Prediction& prediction, const Scene& scene) {
    Selection subject;
    FileDissection dissection;
    std::string newest;  // of the files in which the key was found
    for (const SpaceState* file : scene.files()) {
        if (prediction.file.isEmpty() ? prediction.key.empty() || file->name < newest
                                      : prediction.file != QString::fromStdString(file->name))
            continue;
        dissection.show(scene, file->id);
        if (!dissection.valid()) continue;
        std::optional<KnownRecord> found;
        if (!prediction.file.isEmpty()) {
            found = dissection.at(prediction.offset);
        } else {
            bool complete = true;
            const std::uint64_t size = dissection.source().size();
            for (KnownRecord& record : dissection.in(size - std::min(size, kMostSearched), size, complete))
                if (record.structure.key == prediction.key) found = std::move(record);
        }
        if (!found) continue;
        newest = file->name;
        subject.kind = Selection::Kind::range;
        subject.space = file->id;
        subject.offset = found->structure.offset;
        subject.size = found->structure.sizeBytes;
        subject.key = found->structure.key;
    }
    return subject;
}

Bytes keyAsked(const lab::Measure& asked, const QString& line) {
    using Kind = lab::MeasureKind;
    const Kind ofKeys[] = {Kind::slot, Kind::offset, Kind::place, Kind::length, Kind::role, Kind::get, Kind::found, Kind::which, Kind::fate};
    if (std::ranges::find(ofKeys, asked.kind) != std::end(ofKeys) && !asked.words.empty()) return asked.words.front();
    const QStringList words = line.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const bool hasKey = words.size() > 1 && QStringList{QStringLiteral("put"), QStringLiteral("get"), QStringLiteral("del")}.contains(words[0]);
    return hasKey ? words[1].toStdString() : Bytes();
}

QString lineInWords(const QString& line) {
    const std::pair<const char*, QString> words[] = {
        {"pending", tr("look at what the power could still take (%1)")},
        {"open", tr("recovery opens the database (%1)")},
        {"dump", tr("look at the bytes of the file (%1)")},
        {"compact", tr("a compaction copies what lives (%1)")},
    };
    for (const auto& [word, sentence] : words)
        if (line.section(QLatin1Char(' '), 0, 0) == QLatin1String(word)) return sentence.arg(line);
    return line;
}

QString measuredText(const lab::Measured& value) {
    using Kind = lab::Measured::Kind;
    switch (value.kind) {
        case Kind::bytes:
            return tr("%1 B").arg(QLocale().toString(static_cast<qlonglong>(value.number)));
        case Kind::count:
            return QLocale().toString(static_cast<qlonglong>(value.number));
        case Kind::offset:
            return QString::fromStdString(
                hexOffset(static_cast<std::uint64_t>(std::max<std::int64_t>(0, value.number))));
        case Kind::slot:
            return QString::number(value.number, 16).toUpper();
        case Kind::word:
            return wordText(value.text);
        case Kind::text:
            return QString::fromStdString(label(value.text));
    }
    return {};
}

QString withMeasured(const QString& text, const lab::Known& known) {
    return QString::fromStdString(lab::withKnown(
        text.toStdString(), known, [](const lab::Measured& value) { return measuredText(value).toStdString(); }));
}

}  // namespace vitrine::ui

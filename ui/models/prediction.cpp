#include "ui/models/prediction.h"

#include <QLocale>
#include <algorithm>
#include <utility>

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

}  // namespace

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

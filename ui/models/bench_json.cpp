#include "ui/models/bench_json.h"

#include <cmath>

#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

using nlohmann::json;

constexpr const char* kProgram = "vitrine-cli bench";
constexpr int kFormat = 1;  // the newest that is known here
constexpr double kMost = 1e18;  // of whatever is counted: bytes, keys, nanoseconds of thirty years

tl::unexpected<Error> wrong(ErrorCode code, const QString& sentence) {
    return fail(code, sentence.toStdString());
}

/// "line 12, column 3" of the byte there, from 1.
QString lineAndColumn(const QByteArray& text, qsizetype byte) {
    const QByteArray before = text.left(byte);
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    return tr("line %1, column %2").arg(before.count('\n') + 1).arg(before.size() - lineBegin + 1);
}

}  // namespace

Result<json> parseBenchJson(const QByteArray& text, const QString& place) {
    if (text.trimmed().isEmpty())
        return wrong(ErrorCode::unknownFormat, tr("%1 is empty: it holds no report.").arg(place));
    json all;
    try {
        all = json::parse(text.cbegin(), text.cend());
    } catch (const json::parse_error& error) {
        const auto byte = static_cast<qsizetype>(error.byte > 0 ? error.byte - 1 : 0);
        if (text.trimmed().startsWith('{') && byte >= text.trimmed().size())
            return wrong(ErrorCode::corrupt,
                         tr("%1 is cut short: it ends at %2 in the midst of the report. Save or copy it again.")
                             .arg(place, lineAndColumn(text, text.size())));
        return wrong(ErrorCode::unknownFormat, tr("%1 is no report of “%2”: at %3 it is not JSON.")
                                                   .arg(place, QLatin1String(kProgram), lineAndColumn(text, byte)));
    }
    const auto program = all.is_object() ? all.find("program") : all.end();
    if (!all.is_object() || program == all.end() || *program != kProgram)
        return wrong(ErrorCode::unknownFormat,
                     tr("%1 is JSON, but no report of “%2”: its field /program does not say so.")
                         .arg(place, QLatin1String(kProgram)));
    QString problem;
    const double format = BenchFields(all, {}, problem).number("format");
    if (!problem.isEmpty()) return wrong(ErrorCode::corrupt, tr("%1 cannot be read: %2.").arg(place, problem));
    if (format > kFormat)
        return wrong(ErrorCode::unknownFormat, tr("%1 comes from a newer Vitrine: its field /format is %2, and %3 is "
                                                  "the newest known here. Open it with that one.")
                                                   .arg(place)
                                                   .arg(format)
                                                   .arg(kFormat));
    return all;
}

BenchFields::BenchFields(const json& object, QString path, QString& problem)
    : object_(object), path_(std::move(path)), problem_(problem) {}

void BenchFields::complain(const char* name, const QString& why) const {
    if (problem_.isEmpty()) problem_ = QStringLiteral("%1/%2 %3").arg(path_, QString::fromLatin1(name), why);
}

bool BenchFields::has(const char* name) const {
    return object_.is_object() && object_.contains(name);
}

const json* BenchFields::find(const char* name, bool (json::*is)() const noexcept, const char* kind) const {
    if (!has(name)) {
        complain(name, tr("is missing"));
        return nullptr;
    }
    const json& value = object_[name];
    if ((value.*is)()) return &value;
    complain(name, tr("is not %1").arg(tr(kind)));
    return nullptr;
}

double BenchFields::number(const char* name) const {
    const json* value = find(name, &json::is_number, "a number");
    const double number = value ? value->get<double>() : 0;
    if (!std::isfinite(number) || number < 0)
        complain(name, tr("is not a number from 0 on"));
    else if (number > kMost)
        complain(name, tr("is larger than anything that can be measured"));
    else
        return number;
    return 0;
}

double BenchFields::numberIfAny(const char* name) const {
    return has(name) && !object_[name].is_null() ? number(name) : 0;
}

QString BenchFields::text(const char* name) const {
    const json* value = find(name, &json::is_string, "a text");
    return value ? QString::fromStdString(value->get_ref<const std::string&>()) : QString();
}

bool BenchFields::flag(const char* name) const {
    const json* value = has(name) ? find(name, &json::is_boolean, "true or false") : nullptr;
    return value && value->get<bool>();
}

QStringList BenchFields::texts(const char* name) const {
    QStringList all;
    const json* list = find(name, &json::is_array, "a list");
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        if (!(*list)[i].is_string())
            complain(name, tr("is not a list of texts"));
        else
            all << QString::fromStdString((*list)[i].get_ref<const std::string&>());
    }
    return all;
}

}  // namespace vitrine::ui

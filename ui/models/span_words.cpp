#include "ui/models/span_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace vitrine::ui {

QString spanWords(const SpanKind& kind, std::string_view SpanKind::*part, const std::vector<Argument>& arguments) {
    const std::string english(kind.*part);
    if (english.empty()) return {};
    const std::string words = QCoreApplication::translate("Spans", english.c_str()).toStdString();
    const QString mark = QLocale().groupSeparator();
    return QString::fromStdString(fillSentence(words, kind, arguments, mark.toStdString()));
}

}  // namespace vitrine::ui

#include "ui/models/kind_titles.h"

#include <QCoreApplication>

namespace vitrine::ui {

QString engineTitle(const QString& kind) {
    if (kind == QLatin1String("log")) return QCoreApplication::translate("KindTitles", "Append-only log");
    return kind;
}

QString indexTitle(const QString& kind) {
    if (kind == QLatin1String("hash")) return QCoreApplication::translate("KindTitles", "Hash index");
    return QCoreApplication::translate("KindTitles", "%1 index").arg(kind.left(1).toUpper() + kind.mid(1));
}

}  // namespace vitrine::ui

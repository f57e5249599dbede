// What kinds of engine and index are called: "Append-only log" for "log", "Hash index" for "hash". A kind without a name of
// its own shows as itself.
#pragma once

#include <QString>

namespace vitrine::ui {

QString engineTitle(const QString& kind);
QString indexTitle(const QString& kind);

}  // namespace vitrine::ui

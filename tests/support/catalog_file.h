// A catalog of translations (Qt's TS format) as a list, for the tests that hold it against the sources.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace vitrine::test {

struct CatalogText {
    QString context;
    QString source;
    QStringList translations;  // one, or the plural forms
    bool numerus = false;
    QString type;  // "unfinished", "obsolete", "vanished"; of what is done: empty
};

/// Fails the running program if the file is no catalog.
QList<CatalogText> readCatalog(const QString& path);
/// resources/i18n/vitrine_<code>.ts
QString catalogPath(const QString& code);
/// What must be in a translation as often as in its source: %1, %L1, %n, ** and HTML tags, sorted.
QStringList marksOf(const QString& text);

}  // namespace vitrine::test

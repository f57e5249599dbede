// The languages that the window speaks. What its texts become in each is in resources/i18n; how to add one is told in
// docs/translating.md.
#pragma once

#include <QString>
#include <QStringList>
#include <vector>

namespace vitrine::ui {

struct Language {
    QString code;  // "pt_BR": for --language and for a setting
    QString name;  // in that language: "Português (Brasil)"
};

/// English first, then the others by their names.
std::vector<Language> languages();
QStringList languageCodes();
bool speaks(const QString& code);

/// The first language of the system's list that the window speaks, whatever the country; otherwise English.
QString systemLanguage();

/// From here on tr() gives that language's texts, Qt's own dialogs speak it where Qt's translations are installed, and
/// numbers are written as it writes them. Needs a QCoreApplication; call it before any widget is made, for those that are
/// there keep their words. An unknown code means English.
void installLanguage(const QString& code);

}  // namespace vitrine::ui

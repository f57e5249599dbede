#include "ui/shell/language.h"

#include <QCoreApplication>
#include <QDir>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>
#include <algorithm>

/// The catalogs lie in a static library: without this the linker leaves them out. Must stand outside of any namespace.
static void loadCatalogs() { Q_INIT_RESOURCE(translations); }

namespace vitrine::ui {
namespace {

constexpr const char* kTranslatorName = "vitrine.language";

QString englishCode() { return QStringLiteral("en"); }

/// "Português (Brasil)": languages are no proper names everywhere, but they begin a line here.
QString ownName(const QLocale& locale, const QString& code) {
    QString name = locale.nativeLanguageName();
    if (name.isEmpty()) return code;
    name[0] = name[0].toUpper();
    // Qt calls the English of the United States "American English"; the window's is anyone's.
    if (locale.language() == QLocale::English) return QStringLiteral("English");
    if (name.contains(QLatin1Char(' ')) || !code.contains(QLatin1Char('_'))) return name;
    return QStringLiteral("%1 (%2)").arg(name, locale.nativeTerritoryName());
}

void addTranslator(const QString& file, const QString& directory) {
    auto* translator = new QTranslator(QCoreApplication::instance());
    translator->setObjectName(QLatin1String(kTranslatorName));
    if (translator->load(file, directory)) QCoreApplication::installTranslator(translator);
    else delete translator;
}

}  // namespace

std::vector<Language> languages() {
    loadCatalogs();
    std::vector<Language> all;
    const QString begin = QStringLiteral("vitrine_"), end = QStringLiteral(".qm");
    for (const QString& file : QDir(QStringLiteral(":/i18n")).entryList({begin + QLatin1Char('*') + end}, QDir::Files)) {
        const QString code = file.mid(begin.size(), file.size() - begin.size() - end.size());
        all.push_back({code, ownName(QLocale(code), code)});
    }
    std::ranges::sort(all, [](const Language& a, const Language& b) {
        const bool english = a.code == englishCode(), other = b.code == englishCode();
        return english != other ? english : QString::localeAwareCompare(a.name, b.name) < 0;
    });
    return all;
}

QStringList languageCodes() {
    QStringList codes;
    for (const Language& language : languages()) codes << language.code;
    return codes;
}

bool speaks(const QString& code) { return languageCodes().contains(code); }

QString systemLanguage() {
    const QStringList codes = languageCodes();
    for (const QString& wanted : QLocale::system().uiLanguages()) {
        const QLocale locale(wanted);
        if (codes.contains(locale.name())) return locale.name();
        for (const QString& code : codes)
            if (QLocale(code).language() == locale.language()) return code;
    }
    return englishCode();
}

void installLanguage(const QString& code) {
    const QString known = speaks(code) ? code : englishCode();
    auto* application = QCoreApplication::instance();
    // Deleted, a translator takes itself away.
    qDeleteAll(application->findChildren<QTranslator*>(QLatin1String(kTranslatorName), Qt::FindDirectChildrenOnly));
    QLocale::setDefault(QLocale(known));
    if (known != englishCode()) addTranslator(QStringLiteral("qtbase_") + known, QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    addTranslator(QStringLiteral("vitrine_") + known, QStringLiteral(":/i18n"));
}

}  // namespace vitrine::ui

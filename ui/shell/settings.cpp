#include "ui/shell/settings.h"

#include <QDir>
#include <QFileInfo>
#include <QMetaEnum>
#include <QStandardPaths>
#include <algorithm>
#include <array>
#include <cmath>

#include "ui/bridge/cursor.h"
#include "ui/shell/language.h"

namespace vitrine::ui {
namespace {

constexpr std::array<const char*, 4> kThemes{"system", "light", "dark", "highContrast"};  // in the order of ThemeChoice

}  // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent), store_(std::make_unique<QSettings>(file, QSettings::IniFormat)) {
    // Read now: a file that is none is told of at the start, not when something is changed.
    store_->allKeys();
    judge();
}

QString Settings::usualFile() {
    return QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
           QStringLiteral("/vitrine/vitrine.ini");
}

QVariant Settings::value(const char* key, const QVariant& usual) const {
    const QString name = QString::fromLatin1(key);
    return store_ ? store_->value(name, usual) : memory_.value(name, usual);
}

void Settings::keep(const char* key, const QVariant& kept) {
    const QString name = QString::fromLatin1(key);
    if (value(key, {}) == kept) return;
    if (store_) {
        store_->setValue(name, kept);
        store_->sync();
        judge();
    } else {
        memory_[name] = kept;
    }
    Q_EMIT changed();
}

void Settings::judge() {
    if (status_ == QSettings::NoError) status_ = store_->status();
}

/// Told as late as it is asked for: these settings say in which language.
QString Settings::takeComplaint() {
    if (status_ == QSettings::NoError || complained_) return {};
    complained_ = true;
    return status_ == QSettings::FormatError
               ? tr("The settings in %1 are damaged: what cannot be read has its usual value.").arg(store_->fileName())
               : tr("The settings cannot be kept in %1: they last until the window closes.").arg(store_->fileName());
}

// ---- values ------------------------------------------------------------------------------------------------------------------

ThemeChoice Settings::theme() const {
    const QByteArray word = value("view/theme", QStringLiteral("system")).toString().toLatin1();
    const auto found = std::ranges::find_if(kThemes, [&](const char* one) { return word == one; });
    return found == kThemes.end() ? ThemeChoice::system : static_cast<ThemeChoice>(found - kThemes.begin());
}

void Settings::setTheme(ThemeChoice choice) {
    keep("view/theme", QString::fromLatin1(kThemes[static_cast<std::size_t>(choice)]));
}

QString Settings::language() const {
    const QString code = value("view/language", QString()).toString();
    return speaks(code) ? code : QString();
}

double Settings::scale() const {
    bool ok = false;
    const double scale = value("view/scale", 1.0).toDouble(&ok);
    return ok && std::isfinite(scale) ? std::clamp(scale, kLeastScale, kMostScale) : 1.0;
}

void Settings::setScale(double scale) {
    // In whole tenths: 1.1 + 0.1 is 1.2, however often it is added.
    keep("view/scale", std::round(std::clamp(scale, kLeastScale, kMostScale) * 10) / 10);
}

double Settings::stepsPerSecond() const {
    bool ok = false;
    const double steps = value("play/stepsPerSecond", Cursor::kUsual).toDouble(&ok);
    return ok && std::isfinite(steps) ? std::clamp(steps, Cursor::kSlowest, Cursor::kFastest) : Cursor::kUsual;
}

void Settings::setStepsPerSecond(double steps) {
    if (steps != stepsPerSecond()) keep("play/stepsPerSecond", steps);
}

int Settings::mebibytes(const char* key, int usual) const {
    bool ok = false;
    const int number = value(key, usual).toInt(&ok);
    return ok ? std::clamp(number, kLeastMiB, kMostMiB) : usual;
}

QStringList Settings::recentPaths() const {
    return value("recent/paths", QStringList()).toStringList();
}

void Settings::applyTo(Look& look, ThemeKind system) const {
    switch (theme()) {
        case ThemeChoice::system:
            look.setTheme(system);
            break;
        case ThemeChoice::light:
            look.setTheme(ThemeKind::light);
            break;
        case ThemeChoice::dark:
            look.setTheme(ThemeKind::dark);
            break;
        case ThemeChoice::highContrast:
            look.setTheme(ThemeKind::highContrast);
            break;
    }
    look.setScale(scale());
    look.setAnimated(animations());
}

}  // namespace vitrine::ui

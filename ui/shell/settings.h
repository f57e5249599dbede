// What the window remembers: theme, scale, motion, speed, limits, what was open lately, layouts. Every value is checked when
// it is read, so that a damaged file costs the usual values and one sentence.
#pragma once

#include <QObject>
#include <QSettings>
#include <QVariant>
#include <memory>

#include "ui/theme/theme.h"

namespace vitrine::ui {

enum class ThemeChoice { system, light, dark, highContrast };

class Settings : public QObject {
    Q_OBJECT
  public:
    static constexpr double kLeastScale = 1.0, kMostScale = 2.5, kScaleStep = 0.1;
    static constexpr int kLeastMiB = 16, kMostMiB = 64 * 1024;

    /// Remembers until it is destroyed, and nowhere else: for tests and pictures.
    explicit Settings(QObject* parent = nullptr) : QObject(parent) {}
    /// Kept in that file, which need not exist.
    explicit Settings(const QString& file, QObject* parent = nullptr);
    /// Where those of this user are.
    static QString usualFile();

    /// For what keeps values of its own; null for one that remembers nothing.
    QSettings* store() const { return store_.get(); }

    ThemeChoice theme() const;
    void setTheme(ThemeChoice choice);
    double scale() const;
    void setScale(double scale);
    /// Of the window, from the next start: a code of languages(), or "" for that of the system.
    QString language() const;
    void setLanguage(const QString& code) { keep("view/language", code); }
    bool animations() const { return value("view/animations", true).toBool(); }
    void setAnimations(bool on) { keep("view/animations", on); }
    double stepsPerSecond() const;
    void setStepsPerSecond(double steps);
    bool startScreen() const { return value("start/screen", true).toBool(); }
    void setStartScreen(bool on) { keep("start/screen", on); }
    /// History beyond this is dropped from the left.
    int historyMiB() const { return mebibytes("history/limitMiB", 512); }
    void setHistoryMiB(int mebibytes) { keep("history/limitMiB", mebibytes); }
    /// A directory larger than this is not copied to be branched from.
    int copyLimitMiB() const { return mebibytes("branches/copyLimitMiB", 64); }
    void setCopyLimitMiB(int mebibytes) { keep("branches/copyLimitMiB", mebibytes); }
    /// Whether lessons ask before they act, and before steps of a recovery and reads after a crash; and whether the latter is
    /// asked outside of lessons, too.
    bool asksInLessons() const { return value("predict/lessons", true).toBool(); }
    void setAsksInLessons(bool on) { keep("predict/lessons", on); }
    bool asksInPlayground() const { return value("predict/playground", false).toBool(); }
    void setAsksInPlayground(bool on) { keep("predict/playground", on); }
    QStringList recentPaths() const;
    void setRecentPaths(const QStringList& paths) { keep("recent/paths", paths); }

    /// Scale and motion, and the theme, of which the system's is `system`.
    void applyTo(Look& look, ThemeKind system) const;
    /// A sentence when they cannot be read or kept; it is told once.
    QString takeComplaint();

  Q_SIGNALS:
    void changed();

  private:
    QVariant value(const char* key, const QVariant& usual) const;
    void keep(const char* key, const QVariant& value);
    int mebibytes(const char* key, int usual) const;
    void judge();

    std::unique_ptr<QSettings> store_;
    QVariantMap memory_;  // without a store
    QSettings::Status status_ = QSettings::NoError;  // the first that was not good
    bool complained_ = false;
};

}  // namespace vitrine::ui

// What was open lately: directories, scripts, capsules. The newest first, at most ten.
#pragma once

#include <QList>
#include <QString>

#include "ui/shell/settings.h"

namespace vitrine::ui {

struct RecentFile {
    QString path;
    QString title;   // its last part
    QString whyNot;  // a sentence while it cannot be opened, else empty
};

class RecentFiles {
  public:
    static constexpr int kMost = 10;
    /// `settings` outlives it.
    explicit RecentFiles(Settings& settings) : settings_(settings) {}
    /// Looks at the disk each time.
    QList<RecentFile> list() const;
    void add(const QString& path);
    void clear() { settings_.setRecentPaths({}); }

  private:
    Settings& settings_;
};

}  // namespace vitrine::ui

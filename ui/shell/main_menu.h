// The menu behind the program's name: what is in the registry of actions, in the order that people know from menu bars.
#pragma once

#include <QMenu>

#include "ui/shell/actions.h"
#include "ui/shell/recent_files.h"

namespace vitrine::ui {

class MainMenu : public QMenu {
    Q_OBJECT
  public:
    /// All outlive it.
    MainMenu(Actions& actions, RecentFiles& recent, QWidget* parent);

  Q_SIGNALS:
    void recentWanted(const QString& path);

  private:
    void fill();
    QMenu* addGroup(const QString& title, const QList<QAction*>& actions);
    void addRecent(QMenu& file);

    Actions& actions_;
    RecentFiles& recent_;
};

}  // namespace vitrine::ui

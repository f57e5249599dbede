#include "ui/shell/main_menu.h"

#include <QDir>

namespace vitrine::ui {

MainMenu::MainMenu(Actions& actions, RecentFiles& recent, QWidget* parent)
    : QMenu(parent), actions_(actions), recent_(recent) {
    setObjectName(QStringLiteral("mainMenu"));
    // Made anew each time: panels come and go, and what was open may be gone.
    connect(this, &QMenu::aboutToShow, this, &MainMenu::fill);
}

QMenu* MainMenu::addGroup(const QString& title, const QList<QAction*>& actions) {
    auto* menu = addMenu(title);
    menu->setToolTipsVisible(true);
    for (QAction* action : actions) {
        menu->addAction(action);
        if (const QString why = Actions::whyNot(*action); !why.isEmpty())
            action->setToolTip(why);
        else
            action->setToolTip({});
    }
    return menu;
}

void MainMenu::fill() {
    actions_.refresh();
    clear();
    qDeleteAll(findChildren<QMenu*>(QString(), Qt::FindDirectChildrenOnly));
    QMenu* file = addGroup(groupTitle(ActionGroup::file), actions_.of(ActionGroup::file));
    file->setObjectName(QStringLiteral("menuFile"));
    addRecent(*file);
    addGroup(groupTitle(ActionGroup::database), actions_.of(ActionGroup::database));
    addGroup(groupTitle(ActionGroup::steps), actions_.of(ActionGroup::steps) + actions_.of(ActionGroup::questions) + actions_.of(ActionGroup::find));
    QMenu* view = addGroup(groupTitle(ActionGroup::view), actions_.of(ActionGroup::view));
    view->setObjectName(QStringLiteral("menuView"));
    view->addSeparator();
    for (const ActionGroup group : {ActionGroup::layouts, ActionGroup::panels}) {
        QMenu* inner = addGroup(groupTitle(group), actions_.of(group));
        removeAction(inner->menuAction());
        view->addMenu(inner);
        inner->setObjectName(group == ActionGroup::panels ? QStringLiteral("menuPanels")
                                                          : QStringLiteral("menuLayouts"));
    }
    addGroup(groupTitle(ActionGroup::help), actions_.of(ActionGroup::help));
}

void MainMenu::addRecent(QMenu& file) {
    QMenu* recent = file.addMenu(tr("Open recent"));
    recent->setObjectName(QStringLiteral("menuRecent"));
    recent->setToolTipsVisible(true);
    for (const RecentFile& one : recent_.list()) {
        QAction* action = recent->addAction(one.whyNot.isEmpty() ? one.path : tr("%1 (gone)").arg(one.path));
        action->setEnabled(one.whyNot.isEmpty());
        action->setToolTip(one.whyNot.isEmpty() ? one.path : one.whyNot);
        connect(action, &QAction::triggered, this, [this, path = one.path] { Q_EMIT recentWanted(path); });
    }
    recent->setEnabled(!recent->isEmpty());
    if (QAction* forget = actions_.find(QStringLiteral("file.forgetRecent")); forget && !recent->isEmpty()) {
        recent->addSeparator();
        recent->addAction(forget);
    }
}

}  // namespace vitrine::ui

// Every command of the window as a QAction: what it is called, its keys, whether it can act and, if not, why. Menus, the
// palette, the sheet of keys and the keyboard are all made from here. What panels offer is collected from their own
// QActions.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QObject>
#include <QPointer>
#include <functional>
#include <initializer_list>
#include <map>
#include <vector>

namespace vitrine::ui {

enum class ActionGroup { steps, questions, find, database, file, view, layouts, panels, help };
/// As a heading.
QString groupTitle(ActionGroup group);

class Actions : public QObject {
    Q_OBJECT
  public:
    using QObject::QObject;

    /// `id` is unique and becomes the action's objectName.
    QAction* add(const char* id, ActionGroup group, const QString& text, const QList<QKeySequence>& keys,
                 std::function<void()> act);
    /// One that acts while its key is held: `act` hears when it goes down and when it comes up.
    QAction* addHeld(const char* id, ActionGroup group, const QString& text, const QKeySequence& key,
                     std::function<void(bool down)> act);
    /// Takes in an action that somebody else made and keeps.
    void adopt(QAction* action, ActionGroup group);
    /// Takes in what a panel offers, now and whenever it is asked again: those of its QActions that have an objectName.
    /// Several panels may offer the same, as each its picture.
    void collectFrom(QWidget& panel, const QString& panelId, const QString& title);

    /// Asked whenever somebody wants to know: a sentence while the action cannot act, else "".
    void setReason(const char* id, std::function<QString()> whyNot);
    /// Asks all reasons again.
    void refresh();

    /// Null when there is none.
    QAction* find(const QString& id) const;
    /// Unique: "file.open"; of what a panel offers with the panel's id in front: "bytes/export.png".
    QString idOf(const QAction& action) const;
    /// In the order of adding; those of the panels behind.
    QList<QAction*> all() const;
    QList<QAction*> of(ActionGroup group) const;
    ActionGroup groupOf(const QAction& action) const;
    /// "Bytes" for what the panel Bytes offers, else the title of the group.
    QString placeOf(const QAction& action) const;
    /// The panel that offers it can be seen. True for the window's own.
    bool isOnShow(const QAction& action) const;
    /// Which action has that key: one that answers a question while there is one, else the window's own before those of the
    /// panels.
    QAction* forKey(const QKeySequence& key) const;
    /// A held action hears of it; every other is triggered. One that cannot act refuses.
    void press(QAction& action);
    void release(QAction& action);
    bool isHeld(const QAction& action) const { return held_.contains(&action); }

    /// Why it cannot act: its own reason, or a general one; "" when it can.
    static QString whyNot(const QAction& action);
    /// A key acts while a text field has the focus unless such a field needs it: letters, digits and signs, blanks, arrows,
    /// Home and End are its own, with or without Shift; with Ctrl only those that move in the text.
    static bool actsInText(const QKeySequence& key);
    /// As on the key: "→", "PgDn", "Ctrl+K".
    static QString keyText(const QKeySequence& key);
    static QString keysText(const QAction& action);

  Q_SIGNALS:
    /// A key or a menu asked for what cannot act now.
    void refused(QAction* action, const QString& why);

  private:
    struct Entry {
        QPointer<QAction> action;
        ActionGroup group;
    };
    struct Offer {
        QPointer<QWidget> panel;
        QString id;
        QString title;
    };
    void ask(QAction& action) const;
    const Offer* offerOf(const QAction& action) const;

    std::vector<Entry> entries_;
    std::vector<Offer> offers_;
    std::map<QString, std::function<QString()>> reasons_;
    std::map<const QAction*, std::function<void(bool)>> held_;
};

}  // namespace vitrine::ui

#include "ui/shell/actions.h"

#include <QWidget>
#include <algorithm>

namespace vitrine::ui {
namespace {

constexpr const char* kWhyNot = "whyNot";
const QStringList kTwins{QStringLiteral("Shift+/"), QStringLiteral("Ctrl+="), QStringLiteral("Ctrl+Shift++")};

}  // namespace

QString groupTitle(ActionGroup group) {
    switch (group) {
        case ActionGroup::steps:
            return Actions::tr("Steps");
        case ActionGroup::questions:
            return Actions::tr("Questions");
        case ActionGroup::find:
            return Actions::tr("Find");
        case ActionGroup::database:
            return Actions::tr("Database");
        case ActionGroup::file:
            return Actions::tr("File");
        case ActionGroup::view:
            return Actions::tr("View");
        case ActionGroup::layouts:
            return Actions::tr("Layouts");
        case ActionGroup::panels:
            return Actions::tr("Panels");
        case ActionGroup::help:
            return Actions::tr("Help");
    }
    return {};
}

QAction* Actions::add(const char* id, ActionGroup group, const QString& text, const QList<QKeySequence>& keys,
                      std::function<void()> act) {
    auto* action = new QAction(text, this);
    action->setObjectName(QString::fromLatin1(id));
    action->setShortcuts(keys);
    connect(action, &QAction::triggered, this, std::move(act));
    adopt(action, group);
    return action;
}

QAction* Actions::addHeld(const char* id, ActionGroup group, const QString& text, const QKeySequence& key,
                          std::function<void(bool down)> act) {
    QAction* action = add(id, group, text, {key}, [] {});
    held_[action] = std::move(act);
    return action;
}

void Actions::adopt(QAction* action, ActionGroup group) {
    Q_ASSERT(!find(action->objectName()));
    entries_.push_back({action, group});
}

void Actions::collectFrom(QWidget& panel, const QString& panelId, const QString& title) {
    offers_.push_back({&panel, panelId, title});
}

void Actions::setReason(const char* id, std::function<QString()> whyNot) {
    reasons_[QString::fromLatin1(id)] = std::move(whyNot);
}

void Actions::refresh() {
    for (const Entry& entry : entries_)
        if (entry.action) ask(*entry.action);
}

void Actions::ask(QAction& action) const {
    const auto reason = reasons_.find(action.objectName());
    if (reason == reasons_.end()) return;
    const QString why = reason->second();
    action.setProperty(kWhyNot, why);
    action.setEnabled(why.isEmpty());
}

QAction* Actions::find(const QString& id) const {
    for (const Entry& entry : entries_)
        if (entry.action && entry.action->objectName() == id) return entry.action;
    for (QAction* action : all())
        if (idOf(*action) == id) return action;
    return nullptr;
}

QString Actions::idOf(const QAction& action) const {
    const Offer* offer = offerOf(action);
    return offer ? offer->id + QLatin1Char('/') + action.objectName() : action.objectName();
}

bool Actions::isOnShow(const QAction& action) const {
    const Offer* offer = offerOf(action);
    return !offer || offer->panel->isVisible();
}

QList<QAction*> Actions::all() const {
    QList<QAction*> actions;
    for (const Entry& entry : entries_)
        if (entry.action) actions << entry.action;
    for (const Offer& offer : offers_) {
        if (!offer.panel) continue;
        QList<QWidget*> widgets = offer.panel->findChildren<QWidget*>();
        widgets.prepend(offer.panel);
        for (const QWidget* widget : widgets)
            for (QAction* action : widget->actions())
                if (!action->objectName().isEmpty() && !action->isSeparator() && !actions.contains(action))
                    actions << action;
    }
    return actions;
}

QList<QAction*> Actions::of(ActionGroup group) const {
    QList<QAction*> actions;
    for (const Entry& entry : entries_)
        if (entry.action && entry.group == group) actions << entry.action;
    return actions;
}

/// Null for the window's own, even where a panel lists it in its menu.
const Actions::Offer* Actions::offerOf(const QAction& action) const {
    if (std::ranges::find(entries_, &action, [](const Entry& one) { return one.action.data(); }) != entries_.end())
        return nullptr;
    for (const QObject* object : action.associatedObjects())
        for (const Offer& offer : offers_)
            if (const auto* widget = qobject_cast<const QWidget*>(object);
                widget && offer.panel && (offer.panel == widget || offer.panel->isAncestorOf(widget)))
                return &offer;
    return nullptr;
}

ActionGroup Actions::groupOf(const QAction& action) const {
    const auto entry = std::ranges::find(entries_, &action, [](const Entry& one) { return one.action.data(); });
    return entry == entries_.end() ? ActionGroup::panels : entry->group;
}

QString Actions::placeOf(const QAction& action) const {
    if (const Offer* offer = offerOf(action)) return offer->title;
    return groupTitle(groupOf(action));
}

QAction* Actions::forKey(const QKeySequence& key) const {
    // A to D and Enter answer only while something is asked; at any other time they are somebody else's.
    QAction* other = nullptr;
    for (const Entry& entry : entries_) {
        if (!entry.action || !entry.action->shortcuts().contains(key)) continue;
        if (entry.group != ActionGroup::questions) {
            if (!other) other = entry.action;
            continue;
        }
        ask(*entry.action);
        if (entry.action->isEnabled()) return entry.action;
    }
    if (other) return other;
    for (QAction* action : all())
        if (action->shortcuts().contains(key) && groupOf(*action) != ActionGroup::questions) return action;
    return nullptr;
}

void Actions::press(QAction& action) {
    ask(action);
    if (const QString why = whyNot(action); !why.isEmpty()) {
        Q_EMIT refused(&action, why);
        return;
    }
    if (const auto held = held_.find(&action); held != held_.end()) return held->second(true);
    action.trigger();
}

void Actions::release(QAction& action) {
    if (const auto held = held_.find(&action); held != held_.end()) held->second(false);
}

QString Actions::whyNot(const QAction& action) {
    if (action.isEnabled()) return {};
    const QString why = action.property(kWhyNot).toString();
    if (!why.isEmpty()) return why;
    // What a panel offers says why in its tip.
    const QString tip = action.toolTip();
    return tip.isEmpty() || tip == action.text() ? tr("This cannot act at the moment.") : tip;
}

bool Actions::actsInText(const QKeySequence& key) {
    const Qt::Key code = key[0].key();
    const Qt::KeyboardModifiers modifiers = key[0].keyboardModifiers() & ~Qt::KeyboardModifiers(Qt::KeypadModifier);
    const bool moves = code == Qt::Key_Left || code == Qt::Key_Right || code == Qt::Key_Home || code == Qt::Key_End;
    if (moves) return false;
    if (modifiers & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return true;
    return code == Qt::Key_Escape || code == Qt::Key_PageUp || code == Qt::Key_PageDown ||
           (code >= Qt::Key_F1 && code <= Qt::Key_F35);
}

QString Actions::keyText(const QKeySequence& key) {
    QString text = key.toString(QKeySequence::PortableText);
    const auto show = [&text](const char* name, const QString& shown) {
        if (text.endsWith(QLatin1String(name))) text = text.chopped(static_cast<qsizetype>(qstrlen(name))) + shown;
    };
    show("Right", QStringLiteral("→"));
    show("Left", QStringLiteral("←"));
    show("PgDown", QStringLiteral("PgDn"));
    return text;
}

QString Actions::keysText(const QAction& action) {
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        // Twins for other keyboards are not told of.
        if (const QString text = keyText(key); !kTwins.contains(text)) keys << text;
    return keys.join(QStringLiteral("  "));
}

}  // namespace vitrine::ui

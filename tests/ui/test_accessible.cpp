// What a person hears who does not see: every control has a name and a role, the keyboard reaches all of them, and a list
// tells where the keyboard is. (Whether an event arrives cannot be tested here: without a desktop nobody listens.)
#include <QAbstractButton>
#include <QAccessible>
#include <QLineEdit>
#include <QSet>
#include <QTabBar>
#include <QTest>

#include "tests/support/desk.h"
#include "ui/shell/gallery.h"
#include "ui/views/accessible_views.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

struct Desk : test::Desk {
    Desk() { window.startEmpty(); }
};

/// Where it is in the window, for messages.
QString placeOf(const QWidget* widget) {
    QStringList path;
    for (; widget; widget = widget->parentWidget())
        path.prepend(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char('#') + widget->objectName());
    return path.join(QLatin1Char('/'));
}

/// What a person can point at or press.
bool takesPart(const QWidget& widget) {
    if (!widget.isVisible() || widget.size().isEmpty()) return false;
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget); tabs && tabs->count() == 0) return false;  // Qt keeps one in store
    return qobject_cast<const QAbstractButton*>(&widget) || qobject_cast<const QLineEdit*>(&widget) ||
           qobject_cast<const MomentView*>(&widget) || (widget.focusPolicy() & Qt::TabFocus);
}

QStringList nameless(const QWidget& window) {
    QStringList found;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        if (!takesPart(*widget)) continue;
        QAccessibleInterface* told = QAccessible::queryAccessibleInterface(widget);
        const bool named = told && !told->text(QAccessible::Name).isEmpty();
        const bool hasRole = told && told->role() != QAccessible::NoRole && told->role() != QAccessible::Client;
        if (!named || !hasRole) found << placeOf(widget) + (named ? QStringLiteral(": no role") : QStringLiteral(": no name"));
    }
    return found;
}

}  // namespace

class TestAccessible : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void initTestCase() { installAccessibleViews(); }

    void everyControlHasANameAndARole() {
        Desk desk;
        desk.run("put user:1 Ada");
        for (const LayoutInfo& layout : kLayouts) {
            desk.window.chooseLayout(layout.layout);
            QCoreApplication::processEvents();
            const QStringList found = nameless(desk.window);
            QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
        }
        Gallery gallery(desk.look);
        gallery.resize(1200, 800);
        gallery.show();
        const QStringList found = nameless(gallery);
        QVERIFY2(found.isEmpty(), qPrintable(found.join(QLatin1Char('\n'))));
    }

    void theKeyboardReachesEverything() {
        Desk desk;
        desk.run("put user:1 Ada");
        desk.window.activateWindow();
        QTRY_VERIFY(QApplication::focusWidget());
        QSet<QWidget*> reached;
        for (int i = 0; i < 300; ++i) {
            QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &desk.window, Qt::Key_Tab);
            if (QWidget* focus = QApplication::focusWidget()) reached << focus;
        }
        QStringList missed;
        for (QWidget* widget : desk.window.findChildren<QWidget*>()) {
            if (!widget->isVisible() || !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus)) continue;
            if (widget->focusProxy() || reached.contains(widget)) continue;
            missed << placeOf(widget);
        }
        QVERIFY2(missed.isEmpty(), qPrintable(missed.join(QLatin1Char('\n'))));
        QVERIFY(reached.size() > 10);
    }

    void theSentenceIsItsOwnName() {
        Desk desk;
        desk.run("put user:1 Ada");
        QAccessibleInterface* told =
            QAccessible::queryAccessibleInterface(desk.window.findChild<SentenceView*>(QStringLiteral("sentence")));
        QVERIFY2(told->text(QAccessible::Name).contains(QStringLiteral("index now points at")), qPrintable(told->text(QAccessible::Name)));
        desk.bridge.cursor().stepBack();
        desk.bridge.cursor().publishNow();
        QVERIFY2(told->text(QAccessible::Name).contains(QStringLiteral("bytes land at")), qPrintable(told->text(QAccessible::Name)));
    }

    void aListTellsWhereTheKeyboardIs() {
        Look look;
        Gallery gallery(look);
        gallery.resize(1200, 800);
        gallery.show();
        gallery.view()->setFocus();
        QTest::keyClick(gallery.view(), Qt::Key_Right);
        QAccessibleInterface* told = QAccessible::queryAccessibleInterface(gallery.view());
        QCOMPARE(told->role(), QAccessible::List);
        QVERIFY2(told->text(QAccessible::Value).contains(QStringLiteral("One record")), qPrintable(told->text(QAccessible::Value)));
    }
};

QTEST_MAIN(TestAccessible)
#include "test_accessible.moc"

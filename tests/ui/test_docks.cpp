// The panels as docks: they are moved, closed, tabbed and had back; each layout is kept as it was left.
#include <QAction>
#include <QApplication>
#include <QMouseEvent>
#include <QSettings>
#include <QTabBar>
#include <QTemporaryDir>
#include <QTest>
#include <set>

#include "ui/shell/panel_docks.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

struct Room {
    Look look;
    Bridge bridge;
    QWidget window;
    PanelDocks* docks;

    explicit Room(QSettings* settings = nullptr) {
        window.resize(1600, 700);
        docks = new PanelDocks(look, bridge, settings, &window);
        docks->setGeometry(window.rect());
        window.show();
        if (!QTest::qWaitForWindowExposed(&window)) qFatal("the window is not shown");
    }
    PanelDock* dock(const char* id) {
        auto* found = docks->findChild<PanelDock*>(QStringLiteral("dock.") + QLatin1String(id));
        if (!found) qFatal("there is no dock %s", id);
        return found;
    }
    QAction* toggle(const char* id) {
        for (QAction* action : docks->toggles())
            if (action->objectName() == QStringLiteral("panel.") + QLatin1String(id)) return action;
        qFatal("there is no toggle for %s", id);
    }
    /// Ids of what can be seen, in the order of the registry.
    QString shown() {
        QStringList ids;
        for (const PanelDock* dock : docks->docks())
            if (dock->isVisible()) ids << QLatin1String(dock->info().id);
        return ids.join(QLatin1Char(' '));
    }
};

constexpr const char* kBytes = "step power console segments bytes index record";
constexpr const char* kCompaction = "compactionSteps power ribbons cost plot";

}  // namespace

class TestDocks : public QObject {
    Q_OBJECT
    QTemporaryDir directory_;

    QString file(const char* name) const { return directory_.filePath(QString::fromLatin1(name)); }

  private Q_SLOTS:
    void everyLayoutShowsItsPanels_data() {
        QTest::addColumn<Layout>("layout");
        QTest::addColumn<QString>("panels");
        QTest::newRow("bytes") << Layout::bytes << QString::fromLatin1(kBytes);
        QTest::newRow("compaction") << Layout::compaction << QString::fromLatin1(kCompaction);
        QTest::newRow("benchmark") << Layout::benchmark << QStringLiteral("benchmark");
        QTest::newRow("learn") << Layout::learn << QStringLiteral("question segments bytes index outline");
    }
    void everyLayoutShowsItsPanels() {
        QFETCH(Layout, layout);
        QFETCH(QString, panels);
        Room room;
        room.docks->showLayout(layout);
        QCOMPARE(room.shown(), panels);
        for (const Layout other : {Layout::compaction, Layout::bytes, Layout::learn}) room.docks->showLayout(other);
        room.docks->showLayout(layout);
        QCOMPARE(room.shown(), panels);
    }

    void namesAreUnique() {
        Room room;
        std::set<QString> names;
        for (const PanelDock* dock : room.docks->docks())
            QVERIFY2(names.insert(dock->objectName()).second, qPrintable(dock->objectName()));
        QCOMPARE(names.size(), panelRegistry().size());
    }

    void aPanelIsClosedAndHadBack() {
        Room room;
        auto* dock = room.dock("record");
        auto* close = dock->findChild<QWidget*>(QStringLiteral("dockClose.record"));
        QVERIFY(close && !close->isVisible());  // calm until the pointer comes
        QTest::mouseMove(room.window.windowHandle(), dock->mapTo(&room.window, dock->handle()));
        QTRY_VERIFY(close->isVisible());
        QTest::mouseClick(close, Qt::LeftButton);
        QVERIFY(!dock->isVisible());
        QVERIFY(!room.toggle("record")->isChecked());
        room.toggle("record")->trigger();
        QVERIFY(dock->isVisible() && room.toggle("record")->isChecked());
    }

    void panelsOpenedOneAfterAnotherAreAllSeen() {
        for (const QSize size : {QSize(1600, 700), QSize(1280, 500)}) {
            Room room;
            room.window.resize(size);
            room.docks->setGeometry(room.window.rect());
            for (const char* id : {"difference", "plots"}) {
                room.toggle(id)->trigger();
                QCoreApplication::processEvents();
                QVERIFY2(room.toggle(id)->isChecked(), id);
                QTRY_VERIFY2(!room.dock(id)->visibleRegion().isEmpty(), id);
                QTRY_VERIFY2(room.dock(id)->height() > 150 && room.docks->rect().contains(room.dock(id)->geometry()), id);
            }
        }
    }

    void theControlsCoverNothingOfTheTitle() {
        Room room;
        for (PanelDock* dock : room.docks->docks()) {
            if (!dock->isVisible()) continue;
            const auto* card = qobject_cast<Card*>(dock->panel());
            QVERIFY(card);
            QTest::mouseMove(room.window.windowHandle(), dock->mapTo(&room.window, dock->handle()));
            const auto* controls =
                dock->findChild<QWidget*>(QStringLiteral("dockControls.") + QLatin1String(dock->info().id));
            QTRY_VERIFY(controls->isVisible());
            for (const QLabel* label : card->findChildren<QLabel*>())
                if (label->isVisible() && label->parentWidget() == card && label->y() < card->titleHeight()) {
                    const int right = label->x() + std::min(label->width(), label->sizeHint().width());
                    QVERIFY2(right <= controls->x(), qPrintable(label->text()));
                }
        }
    }

    void aDoubleClickOnTheTitleTakesAPanelOut() {
        Room room;
        auto* dock = room.dock("index");
        const int docked = room.dock("bytes")->width();
        auto* card = dock->panel();
        QTest::mouseDClick(card, Qt::LeftButton, {}, dock->handle());
        QTRY_VERIFY(dock->isFloating());
        QVERIFY(room.dock("bytes")->isVisible() && dock->isVisible());
        QTest::mouseDClick(card, Qt::LeftButton, {}, dock->handle());
        QTRY_VERIFY(!dock->isFloating());
        QTRY_VERIFY(std::abs(room.dock("bytes")->width() - docked) <= 1);
    }

    void thePanelIsDraggedByItsTitle() {
        Room room;
        auto* dock = room.dock("record");
        const QPoint from = dock->handle();
        QWidget* card = dock->panel();
        QTest::mousePress(card, Qt::LeftButton, {}, from);
        QTest::mouseMove(card, from + QPoint(0, 30));
        const auto move = [&](const QPoint& by) {
            QMouseEvent event(QEvent::MouseMove, from + by, card->mapToGlobal(from + by), Qt::NoButton, Qt::LeftButton,
                              Qt::NoModifier);
            QApplication::sendEvent(card, &event);
        };
        for (int i = 1; i <= 8; ++i) move({-i * 20, -i * 4});
        QVERIFY(dock->isFloating());
        QTest::mouseRelease(card, Qt::LeftButton, {}, from);
    }

    void aLayoutIsKeptForTheNextStart() {
        QSettings settings(file("kept.ini"), QSettings::IniFormat);
        int width = 0;
        {
            Room room(&settings);
            room.toggle("record")->trigger();
            room.docks->tabifyDockWidget(room.dock("segments"), room.dock("bytes"));
            room.docks->resizeDocks({room.dock("index")}, {500}, Qt::Horizontal);
            QTRY_VERIFY(room.dock("index")->width() > 430);
            width = room.dock("index")->width();
        }
        Room room(&settings);
        QVERIFY(!room.dock("record")->isVisible());
        QCOMPARE(room.docks->tabifiedDockWidgets(room.dock("bytes")).size(), 1);
        QTRY_COMPARE(room.dock("index")->width(), width);
        room.docks->resetLayout();
        QTRY_COMPARE(room.shown(), QString::fromLatin1(kBytes));
        QTRY_VERIFY(std::abs(room.dock("index")->width() - 394) <= 4);
    }

    void aPanelThatIsNewerThanTheKeptLayoutWaitsToBeOpened() {
        // A layout that was kept by a program with another panel in the place of this one.
        QSettings settings(file("older.ini"), QSettings::IniFormat);
        QByteArray state = Room().docks->saveState(PanelDocks::kStateVersion);
        const auto utf16 = [](const char* name) {
            QByteArray bytes;
            for (; *name; ++name) bytes += QByteArray(1, '\0') + *name;
            return bytes;
        };
        QVERIFY(state.contains(utf16("dock.record")));
        state.replace(utf16("dock.record"), utf16("dock.rekord"));
        settings.setValue(QStringLiteral("layouts/Bytes"), sealedState(state));
        Room room(&settings);
        QCOMPARE(room.shown(), QStringLiteral("step power console segments bytes index"));
        room.toggle("record")->trigger();
        QVERIFY(room.dock("record")->isVisible());
    }

    void eachLayoutKeepsItsOwn() {
        Room room;
        room.toggle("record")->trigger();
        room.docks->showLayout(Layout::compaction);
        QCOMPARE(room.shown(), QString::fromLatin1(kCompaction));
        room.toggle("record")->trigger();  // a panel that has no place there gets one
        QVERIFY(room.dock("record")->isVisible());
        room.docks->showLayout(Layout::bytes);
        QVERIFY(!room.dock("record")->isVisible());
        room.docks->showLayout(Layout::compaction);
        QVERIFY(room.dock("record")->isVisible());
    }

    void aDamagedStateIsIgnored_data() {
        QTest::addColumn<int>("damage");
        QTest::newRow("a bit") << 0;
        QTest::newRow("cut short") << 1;
        QTest::newRow("nonsense") << 2;
        QTest::newRow("another version") << 3;
    }
    void aDamagedStateIsIgnored() {
        QFETCH(int, damage);
        QSettings settings(file("damaged.ini"), QSettings::IniFormat);
        settings.clear();
        QByteArray state;
        {
            Room room(&settings);
            for (const char* id : {"record", "bytes", "step"}) room.toggle(id)->trigger();
            state = damage == 3 ? room.docks->saveState(99) : QByteArray();
        }
        const QString key = QStringLiteral("layouts/Bytes");
        QByteArray kept = settings.value(key).toByteArray();
        QVERIFY(kept.size() > 60);
        if (damage == 0) kept[kept.size() / 2] = static_cast<char>(kept[kept.size() / 2] ^ 4);
        if (damage == 1) kept.chop(9);
        if (damage == 2) kept = "nonsense";
        if (damage == 3) kept = sealedState(state);
        settings.setValue(key, kept);
        Room room(&settings);
        QCOMPARE(room.shown(), QString::fromLatin1(kBytes));
    }

    void whereRoomIsScarceNoPanelCoversAnother() {
        Room room;
        room.look.setScale(1.5);
        room.window.resize(1570, 493);
        room.docks->setGeometry(room.window.rect());
        const auto covered = [&] {
            for (const PanelDock* one : room.docks->docks())
                for (const PanelDock* other : room.docks->docks())
                    if (one != other && one->isVisible() && other->isVisible() &&
                        one->geometry().intersects(other->geometry()))
                        return true;
            return false;
        };
        QTRY_VERIFY(!covered());
        for (const PanelDock* one : room.docks->docks()) {
            if (!one->isVisible()) continue;
            QVERIFY2(one->rect() == one->panel()->geometry(),
                     qPrintable(QStringLiteral("%1: %2 high in %3, %4 wide in %5, least %6")
                                    .arg(one->objectName())
                                    .arg(one->panel()->height())
                                    .arg(one->height())
                                    .arg(one->panel()->width())
                                    .arg(one->width())
                                    .arg(one->panel()->minimumHeight())));
            for (const PanelDock* other : room.docks->docks())
                if (other != one && other->isVisible())
                    QVERIFY2(!one->geometry().intersects(other->geometry()),
                             qPrintable(one->objectName() + QLatin1Char(' ') + other->objectName()));
        }
    }

    void theDocksFollowTheScale() {
        Room room;
        const auto gap = [&] { return room.dock("segments")->x() - room.dock("step")->geometry().right() - 1; };
        QTRY_COMPARE(gap(), 10);
        room.look.setScale(1.5);
        room.window.resize(2400, 1050);
        room.docks->setGeometry(room.window.rect());
        QTRY_COMPARE(gap(), 15);
    }
};

QTEST_MAIN(TestDocks)
#include "test_docks.moc"

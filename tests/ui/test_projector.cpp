// The projector's screen: a story that is walked by mouse and keys, at a scale of its own, over a window that it leaves as
// it was. And lessons, which begin where they say.
#include <QtTest>

#include "ui/shell/lesson_catalog.h"
#include "ui/shell/lesson_start.h"
#include "ui/shell/projector_screen.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

struct World {
    World() : screen(look, bridge, &window) {
        window.resize(1600, 1000);
        screen.setGeometry(window.rect());
        window.show();
        screen.hide();
    }
    void run(const QStringList& lines) {
        for (const QString& line : lines) bridge.run(line);
        settle();
    }
    void settle() {
        QTRY_VERIFY(bridge.engine().idle());
        bridge.cursor().publishNow();
    }
    void overwriteAndLoseThePower() {
        run({QStringLiteral("use log sector=1"), QStringLiteral("put user:1 Ada"), QStringLiteral("sync"),
             QStringLiteral("put user:1 \"Ada Lovelace\""), QStringLiteral("crash keep=all but=data#-1~30"), QStringLiteral("open")});
        screen.open(QStringLiteral("Overwrite, then lose the power"), Bytes("user:1"));
        bridge.cursor().publishNow();
    }
    std::optional<std::size_t> current() { return screen.story()->story().current(bridge.cursor().position()); }

    Look look;
    Bridge bridge;
    QWidget window;
    ProjectorScreen screen;
};

}  // namespace

class TestProjector : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void aClickOnARowGoesToItsMoment() {
        World world;
        world.overwriteAndLoseThePower();
        QCOMPARE(world.screen.story()->story().moments().size(), std::size_t{4});
        QCOMPARE(world.current(), std::optional<std::size_t>(3));
        const QRect second = world.screen.story()->rowRect(1);
        QVERIFY(second.isValid());
        QTest::mouseClick(world.screen.story(), Qt::LeftButton, {}, second.center());
        QCOMPARE(world.current(), std::optional<std::size_t>(1));
        QVERIFY(!world.bridge.cursor().live());
    }

    void theScrubberIsDragged() {
        World world;
        world.overwriteAndLoseThePower();
        ScrubberView* scrubber = world.screen.scrubber();
        QTest::mousePress(scrubber, Qt::LeftButton, {}, scrubber->positionOf(3));
        QTest::mouseMove(scrubber, scrubber->positionOf(1) + QPoint(5, 3));
        QTest::mouseRelease(scrubber, Qt::LeftButton, {}, scrubber->positionOf(0));
        QCOMPARE(world.current(), std::optional<std::size_t>(1));
        QTest::mouseClick(scrubber, Qt::LeftButton, {}, scrubber->positionOf(0));
        QCOMPARE(world.current(), std::optional<std::size_t>(0));
    }

    void steppingOverAnotherKeyStaysWithTheStory() {
        World world;
        world.run({QStringLiteral("put a 1"), QStringLiteral("put b 1")});
        world.screen.open({}, Bytes("a"));
        world.bridge.cursor().stepBack();
        world.bridge.cursor().publishNow();
        QCOMPARE(world.screen.story()->story().key(), Bytes("a"));
    }

    void itsScaleIsItsOwn() {
        World world;
        world.overwriteAndLoseThePower();
        const double window = world.look.scale();
        QCOMPARE(world.screen.scale(), 1.8);
        QTest::keyClick(&world.screen, Qt::Key_Plus, Qt::ControlModifier);
        QVERIFY(world.screen.scale() > 1.85);
        for (int i = 0; i < 20; ++i) QTest::keyClick(&world.screen, Qt::Key_Plus, Qt::ControlModifier);
        QCOMPARE(world.screen.scale(), 2.5);
        for (int i = 0; i < 30; ++i) QTest::keyClick(&world.screen, Qt::Key_Minus, Qt::ControlModifier);
        QCOMPARE(world.screen.scale(), 1.0);
        QTest::keyClick(&world.screen, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(world.screen.scale(), 1.8);
        QCOMPARE(world.look.scale(), window);
    }

    /// Where it has two lines, what follows is read to its end.
    void aLongConsequenceTakesASecondLine() {
        World world;
        world.run({QStringLiteral("put user:1 Ada")});
        SentenceView view(world.look);
        view.setMoment(world.bridge.cursor().moment());
        const auto inkBelow = [&](int lines) {
            view.setConsequenceLines(lines);
            view.resize(560, view.sizeHint().height());
            const QImage picture = view.grab().toImage();
            int ink = 0;
            for (int y = 78; y < picture.height() - 2; ++y)
                for (int x = 20; x < picture.width() - 20; ++x) ink += picture.pixelColor(x, y).lightness() < 128 ? 1 : 0;
            return ink;
        };
        QCOMPARE(inkBelow(1), 0);
        QVERIFY(inkBelow(2) > 100);
    }

    void itFollowsTheTheme() {
        World world;
        world.overwriteAndLoseThePower();
        const QColor light = world.screen.grab().toImage().pixelColor(2, 2);
        world.look.setDark(true);
        const QColor dark = world.screen.grab().toImage().pixelColor(2, 2);
        QVERIFY(light.lightness() > 200 && dark.lightness() < 60);
    }

    void allRowsAreThereBeforeTheBytes() {
        World world;
        world.overwriteAndLoseThePower();
        for (const QSize size : {QSize(1600, 1000), QSize(1280, 800), QSize(960, 640), QSize(1920, 1080)}) {
            world.screen.resize(size);
            QCoreApplication::processEvents();
            for (std::size_t i = 0; i < 4; ++i)
                QVERIFY2(world.screen.story()->rowRect(i).isValid(), qPrintable(QStringLiteral("%1 rows at %2").arg(i).arg(size.width())));
        }
    }

    void escapeLeaves() {
        World world;
        world.overwriteAndLoseThePower();
        QSignalSpy left(&world.screen, &ProjectorScreen::closeWanted);
        QTest::keyClick(&world.screen, Qt::Key_Escape);
        QCOMPARE(left.count(), 1);
    }

    void withoutAKeyItSaysHowAStoryBegins() {
        World world;
        world.screen.open({}, std::nullopt);
        QVERIFY(world.screen.story()->story().moments().empty());
        QVERIFY(!world.screen.grab().isNull());
        world.run({QStringLiteral("put a 1")});
        QCOMPARE(world.screen.story()->story().key(), Bytes("a"));
    }

    void everyLessonBeginsWhereItSays() {
        for (const Lesson& lesson : shippedLessons()) {
            World world;
            world.run({QStringLiteral("put somebody else")});  // numbers do not begin at 1
            auto* start = new LessonStart(world.bridge, lesson, &world.window);
            QSignalSpy arrived(start, &LessonStart::arrived);
            QTRY_COMPARE(arrived.count(), 1);
            const ui::Cursor& cursor = world.bridge.cursor();
            const auto operation = cursor.timeline().operationAt(cursor.position());
            QVERIFY2(operation, qPrintable(lesson.id));
            const std::string command = cursor.timeline().commandOf(*operation);
            const std::string wanted = lesson.commands[static_cast<qsizetype>(lesson.startCommand) - 1].toStdString();
            QVERIFY2(command == wanted || (wanted.starts_with("fill") && command.starts_with("put")), (lesson.id.toStdString() + ": " + command).c_str());
            QVERIFY2(!cursor.atEnd(), qPrintable(lesson.id + QStringLiteral(": nothing is left to walk through")));
            KeyStory story;
            story.show(cursor.moment(), lesson.key.toStdString());
            QVERIFY2(!story.moments().empty(), qPrintable(lesson.id + QStringLiteral(": its key has no story")));
        }
    }
};

QTEST_MAIN(TestProjector)
#include "test_projector.moc"

// The gallery: every lesson that ships can be read, has its picture, and is started by mouse and by key alone.
#include <QDir>
#include <QtTest>

#include "tests/support/places.h"
#include "ui/shell/gallery.h"
#include "ui/shell/layouts.h"
#include "ui/shell/lesson_catalog.h"
#include "ui/views/gallery_pictures.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

struct Shown {
    Shown() {
        gallery.resize(1600, 946);
        gallery.show();
        if (!QTest::qWaitForWindowExposed(&gallery)) qFatal("the gallery is not shown");
        QObject::connect(&gallery, &Gallery::lessonWanted, &gallery, [this](const Lesson& lesson) { started << lesson.id; });
    }
    Look look;
    Gallery gallery{look};
    QStringList started;
};

QLineEdit* searchBox(const Gallery& gallery) { return gallery.findChild<QLineEdit*>(QStringLiteral("gallerySearch")); }

}  // namespace

class TestGallery : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void everyShippedLessonIsThere() {
        const QDir files(QString::fromStdString(test::sourceDirectory()) + QStringLiteral("/resources/lessons"));
        const auto lessons = shippedLessons();
        QCOMPARE(static_cast<qsizetype>(lessons.size()), files.entryList({QStringLiteral("*.script")}, QDir::Files).size());
        int number = 0;
        bool scenarios = false;  // they stand behind the lessons
        for (const Lesson& lesson : lessons) {
            scenarios = scenarios || lesson.isScenario();
            QVERIFY2(scenarios ? lesson.isScenario() : lesson.number > number, qPrintable(lesson.id));
            number = lesson.number;
            QVERIFY2(lesson.commands.size() >= static_cast<qsizetype>(lesson.startCommand), qPrintable(lesson.id));
            QVERIFY2(galleryPictureNames().contains(lesson.picture), qPrintable(lesson.id));
            QVERIFY2(layoutOf(lesson.layout), qPrintable(lesson.id));
            QVERIFY2(!groupWords(lesson.section).isEmpty(), qPrintable(lesson.id));
        }
    }

    void theScenariosOfPowerCutsAreASectionOfTheirOwn() {
        QStringList pictures, ids;
        for (const Lesson& lesson : shippedLessons()) {
            if (lesson.isScenario()) {
                ids << lesson.id;
                QCOMPARE(lesson.section, QStringLiteral("Power cuts"));
                QCOMPARE(lesson.layout, QStringLiteral("recovery"));
                // A walk begins where a recovery does.
                QVERIFY2(lesson.commands[static_cast<qsizetype>(lesson.startCommand) - 1].startsWith(QStringLiteral("open")),
                         qPrintable(lesson.id));
                QVERIFY2(!lesson.key.isEmpty(), qPrintable(lesson.id));
            }
            QVERIFY2(!lesson.isScenario() || !pictures.contains(lesson.picture), qPrintable(lesson.id));
            pictures << lesson.picture;
        }
        QCOMPARE(ids.size(), 10);
        const auto portuguese = shippedLessons(QStringLiteral("pt_BR"));
        const auto english = shippedLessons();
        for (std::size_t i = 0; i < english.size(); ++i) {
            QVERIFY2(english[i].about != portuguese[i].about, qPrintable(english[i].id));
            QVERIFY2(english[i].group != portuguese[i].group, qPrintable(english[i].id));
        }
    }

    void everyPictureIsOneOfItsOwn() {
        for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark}) {
            Look look;
            look.setTheme(theme);
            QMap<QByteArray, QString> painted;
            for (const QString& name : galleryPictureNames()) {
                QImage image(376, 144, QImage::Format_RGB32);
                image.fill(look.theme().card);
                QPainter painter(&image);
                paintGalleryPicture(painter, QRectF(0, 0, 376, 144), name, look);
                painter.end();
                const QByteArray bytes(reinterpret_cast<const char*>(image.constBits()), image.sizeInBytes());
                QVERIFY2(!painted.contains(bytes), qPrintable(name + QStringLiteral(" looks as ") + painted.value(bytes)));
                painted[bytes] = name;
                // Nothing touches the frame: a picture that is cut would.
                for (int x = 0; x < image.width(); ++x)
                    QVERIFY2(image.pixelColor(x, 0) == look.theme().card && image.pixelColor(x, 143) == look.theme().card, qPrintable(name));
                for (int y = 0; y < image.height(); ++y)
                    QVERIFY2(image.pixelColor(0, y) == look.theme().card && image.pixelColor(375, y) == look.theme().card, qPrintable(name));
            }
        }
    }

    void aScenarioIsFoundByWhatItIs() {
        Shown shown;
        searchBox(shown.gallery)->setFocus();
        QTest::keyClicks(searchBox(shown.gallery), QStringLiteral("power cuts hint"));
        QCOMPARE(shown.gallery.view()->shownCount(), std::size_t{1});
        QTest::keyClick(searchBox(shown.gallery), Qt::Key_Return);
        QCOMPARE(shown.started, QStringList{QStringLiteral("s08-damaged-hint")});
    }

    void aLessonThatLacksSomethingSaysWhat() {
        const QString whole = QStringLiteral("# title: T\n# group: G\n# about: A\n# engine: log\n# picture: p\n# start: 1.1\n\nput a b\n");
        QVERIFY(readLesson(whole, QStringLiteral("01-x.script")));
        const auto without = readLesson(QString(whole).remove(QStringLiteral("# about: A\n")), QStringLiteral("01-x.script"));
        QVERIFY(!without);
        QVERIFY2(without.error().message.find("01-x.script") != std::string::npos && without.error().message.find("about") != std::string::npos,
                 without.error().message.c_str());
        const auto far = readLesson(QString(whole).replace(QStringLiteral("1.1"), QStringLiteral("2.1")), QStringLiteral("01-x.script"));
        QVERIFY(!far && far.error().message.find("start") != std::string::npos);
    }

    void otherLanguagesStandBesideTheEnglish() {
        const QString text = QStringLiteral("# title: T\n# title[pt_BR]: Título\n# group: G\n# about: A\n# engine: log\n# picture: p\n"
                                            "# start: 1.1\n\nput a b\n");
        QCOMPARE(readLesson(text, QStringLiteral("1"), QStringLiteral("pt_BR"))->title, QStringLiteral("Título"));
        QCOMPARE(readLesson(text, QStringLiteral("1"))->title, QStringLiteral("T"));
    }

    void aClickStartsALesson() {
        Shown shown;
        const auto at = shown.gallery.view()->positionOf(QStringLiteral("04-overwrite"));
        QVERIFY(at);
        QTest::mouseClick(shown.gallery.view(), Qt::LeftButton, {}, *at);
        QCOMPARE(shown.started, QStringList{QStringLiteral("04-overwrite")});
    }

    void keysAloneWalkAndStart() {
        Shown shown;
        GalleryView* view = shown.gallery.view();
        view->setFocus();
        QTest::keyClick(view, Qt::Key_Right);
        QCOMPARE(view->marked()->number, 2);
        QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(view->marked()->group, QStringLiteral("Survive"));
        QTest::keyClick(view, Qt::Key_Up);
        QCOMPARE(view->marked()->number, 2);
        QTest::keyClick(view, Qt::Key_Left);
        QTest::keyClick(view, Qt::Key_Left);  // there is nothing before the first
        QCOMPARE(view->marked()->number, 1);
        QTest::keyClick(view, Qt::Key_Return);
        QCOMPARE(shown.started, QStringList{QStringLiteral("01-append")});
    }

    void typingFindsALesson() {
        Shown shown;
        shown.gallery.view()->setFocus();
        QTest::keyClicks(shown.gallery.view(), QStringLiteral("t"));
        QTest::keyClicks(searchBox(shown.gallery), QStringLiteral("orn tail"));
        QCOMPARE(searchBox(shown.gallery)->text(), QStringLiteral("torn tail"));
        QCOMPARE(shown.gallery.view()->shownCount(), std::size_t{2});  // the lesson, and the scenario behind it
        QTest::keyClick(searchBox(shown.gallery), Qt::Key_Return);
        QCOMPARE(shown.started, QStringList{QStringLiteral("09-torn-tail")});
        QSignalSpy closed(&shown.gallery, &Gallery::closeWanted);
        QTest::keyClick(searchBox(shown.gallery), Qt::Key_Escape);
        QVERIFY(searchBox(shown.gallery)->text().isEmpty());
        QCOMPARE(closed.count(), 0);
        QTest::keyClick(searchBox(shown.gallery), Qt::Key_Escape);
        QCOMPARE(closed.count(), 1);
    }

    void nothingFoundSaysSo() {
        Shown shown;
        QTest::keyClicks(searchBox(shown.gallery), QStringLiteral("quantum"));
        QCOMPARE(shown.gallery.view()->shownCount(), std::size_t{0});
        QVERIFY(!shown.gallery.view()->marked());
        QTest::keyClick(shown.gallery.view(), Qt::Key_Down);
        QTest::keyClick(shown.gallery.view(), Qt::Key_Return);
        QVERIFY(shown.started.isEmpty());
    }

    void whatIsMissingCannotBeOpenedAndSaysWhy() {
        Shown shown;
        shown.gallery.setRecent({{QStringLiteral("/data/one"), QStringLiteral("one"), {}},
                                 {QStringLiteral("/data/two"), QStringLiteral("two"), QStringLiteral("/data/two is not there any more.")}});
        const auto buttons = shown.gallery.findChildren<FlatButton*>(QStringLiteral("recent"));
        QCOMPARE(buttons.size(), 2);
        QSignalSpy wanted(&shown.gallery, &Gallery::recentWanted);
        for (FlatButton* button : buttons) QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(wanted.count(), 1);
        QCOMPARE(wanted.first().first().toString(), QStringLiteral("/data/one"));
        QVERIFY(buttons[1]->toolTip().contains(QStringLiteral("not there")));
    }

    void noCardIsCutInANarrowWindow() {
        for (const double scale : {1.0, 1.5, 2.5}) {
            Shown shown;
            shown.look.setScale(scale);
            shown.gallery.resize(shown.look.px(960), shown.look.px(586));  // the least that a window has
            QCoreApplication::processEvents();
            QCOMPARE(shown.gallery.width(), shown.look.px(960));
            GalleryView* view = shown.gallery.view();
            for (const Lesson& lesson : view->lessons()) {
                const auto at = view->positionOf(lesson.id);
                QVERIFY2(at && view->rect().contains(*at), qPrintable(lesson.id));
            }
            QTest::keyClick(view, Qt::Key_End);
            QVERIFY(view->visibleRegion().boundingRect().intersects(view->markedRect()));
        }
    }
};

QTEST_MAIN(TestGallery)
#include "test_gallery.moc"

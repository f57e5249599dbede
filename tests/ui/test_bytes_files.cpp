// Any file of the disk in the bytes view, and what one does there: mark, copy, find, go to an offset, follow links.
#include <fcntl.h>
#include <unistd.h>

#include <QClipboard>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/models/bytes_find.h"
#include "ui/panels/bytes_panel.h"
#include "ui/panels/index_panel.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

constexpr std::uint64_t kTenGiB = std::uint64_t{10} << 30;

/// A file that is written as a test needs it, sparse where nothing is written.
class TestFile {
  public:
    explicit TestFile(const QString& name = QStringLiteral("anything.bin"))
        : path(directory_.filePath(name)), descriptor_(::open(path.toLocal8Bit().constData(), O_RDWR | O_CREAT, 0600)) {}
    ~TestFile() { ::close(descriptor_); }
    void write(std::uint64_t offset, const Bytes& bytes) const {
        QCOMPARE(::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(offset)),
                 static_cast<ssize_t>(bytes.size()));
    }
    void resize(std::uint64_t size) const { QCOMPARE(::ftruncate(descriptor_, static_cast<off_t>(size)), 0); }
    void remove() const { QVERIFY(QFile::remove(path)); }
    std::shared_ptr<FileOnDisk> open() const { return *FileOnDisk::open(path.toStdString()); }

  private:
    QTemporaryDir directory_;

  public:
    const QString path;

  private:
    int descriptor_;
};

/// The panel in a window of its own, which follows a world, as in the window.
struct Stage {
    explicit Stage(UiWorld& of) : world(of), panel(look) {
        qRegisterMetaType<Selection>();
        qRegisterMetaType<FactId>();
        panel.resize(900, 480);
        panel.show();
        panel.activateWindow();
        static_cast<void>(QTest::qWaitForWindowActive(&panel));
        QObject::connect(panel.view(), &MomentView::hovered, [this](const Selection& s) { moment.hovered = s, show(); });
        QObject::connect(panel.view(), &MomentView::picked, [this](const Selection& s) { moment.pinned = s, show(); });
        follow();
    }
    void follow() {
        moment.scene = &world.scene();
        moment.stepBegin = world.stepBegin();
        show();
    }
    void show() { panel.view()->setMoment(moment); }
    BytesView* view() const { return panel.view(); }
    template <class Child>
    Child* child(const char* name) {
        return panel.findChild<Child*>(QLatin1String(name));
    }
    void trigger(const char* name) { child<QAction>(name)->trigger(); }
    QString story() { return child<LookLabel>("bytesStory")->text().trimmed(); }
    QString said() { return child<BytesBar>("bytesBar")->said(); }
    void typed(const char* action, const QString& text) {
        trigger(action);
        auto* field = child<QLineEdit>("bytesBarField");
        field->setText(text);
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// Opens the links and clicks the first that begins so.
    QStringList links() {
        trigger("bytes.links");
        QStringList found;
        for (const QAction* item : child<QMenu>("bytesLinksMenu")->actions()) found << item->text();
        return found;
    }
    void clickLink(const QString& begin) {
        if (!child<QMenu>("bytesLinksMenu")) trigger("bytes.links");
        for (QAction* item : child<QMenu>("bytesLinksMenu")->actions())
            if (item->text().startsWith(begin)) return item->trigger();
        QFAIL(qPrintable(QStringLiteral("no link begins so: ") + begin));
    }
    void closeLinks() { delete child<QMenu>("bytesLinksMenu"); }

    UiWorld& world;
    Look look;
    Moment moment;
    BytesPanel panel;
};

ByteFinder::State searched(ByteFinder& finder) {
    while (finder.step(std::chrono::milliseconds(50)) == ByteFinder::State::searching) {}
    return finder.state();
}

RangeRef targetOf(const UiWorld& world, const char* key) {
    Moment moment;
    moment.scene = &world.scene();
    IndexModel model;
    model.show(moment);
    return model.at(model.find(key).value()).target;
}

void pin(Stage& stage, const RangeRef& target) {
    stage.moment.pinned = selectionOf(FileRange{target.space, target.offset, target.length}, target.label);
    stage.show();
}

}  // namespace

class TestBytesFiles : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void tenGibibytesScrollToTheirEnd();
    void moreRowsThanAScrollBarCounts();
    void aSegmentOfAnotherDatabaseIsDissected();
    void aFileThatShrinksOrVanishesStaysHarmless();
    void whatIsNoFileIsRefusedInASentence();
    void aDragMarksBytesAndCtrlCCopiesThem();
    void shiftAndArrowsMarkBytes();
    void copiesAsTextAndAsC();
    void tooMuchIsNotCopied();
    void findsTextAndGoesAroundTheEnd();
    void findsBytesBackwards();
    void findsOverTheSeamsOfPieces();
    void passesOverHolesWithoutReadingThem();
    void searchesInPiecesAndCanBeCancelled();
    void whatIsFoundSpeaksThoughTheMouseRestsElsewhere();
    void needlesThatMakeNoSense();
    void goesToOffsets();
    void offsetsThatMakeNoSense();
    void everyCopyOfARecordIsLinked();
    void aHintEntryAndItsRecordAreLinked();
    void linksReachBehindARestart();
};

void TestBytesFiles::tenGibibytesScrollToTheirEnd() {
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    file.resize(kTenGiB);
    file.write(kTenGiB - 16, "0123456789ABCDEF");
    stage.panel.openFile(file.path);
    QCOMPARE(stage.view()->sizeBytes(), kTenGiB);
    auto* bar = stage.child<QScrollBar>("bytesScroll");
    bar->setValue(bar->maximum());
    QVERIFY(stage.view()->rect().contains(stage.view()->positionOf(kTenGiB - 1)));
    QCOMPARE(stage.view()->offsetAt(stage.view()->positionOf(kTenGiB - 1)), std::optional(kTenGiB - 1));
    bar->setValue(0);
    QVERIFY(stage.view()->rect().contains(stage.view()->positionOf(0)));
}

void TestBytesFiles::moreRowsThanAScrollBarCounts() {
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    const std::uint64_t size = std::uint64_t{1} << 43;  // 8 TiB: 2^39 rows
    file.resize(size);
    stage.panel.openFile(file.path);
    stage.typed("bytes.goTo", QStringLiteral("0x3FFFFFFFFF7"));
    QCOMPARE(stage.view()->marked()->offset, std::uint64_t{0x3FFFFFFFFF7});
    QVERIFY(stage.view()->rect().contains(stage.view()->positionOf(0x3FFFFFFFFF7)));
    auto* bar = stage.child<QScrollBar>("bytesScroll");
    bar->setValue(bar->maximum());
    QVERIFY(stage.view()->rect().contains(stage.view()->positionOf(size - 1)));
    // The wheel goes on by rows, not by what a pixel of the bar stands for.
    const QPoint before = stage.view()->positionOf(size - 1);
    QWheelEvent up(QPointF(100, 100), stage.view()->mapToGlobal(QPointF(100, 100)), {}, QPoint(0, 120), {}, {}, {}, false);
    QCoreApplication::sendEvent(stage.view(), &up);
    const int threeRows = stage.view()->positionOf(size - 1).y() - stage.view()->positionOf(size - 49).y();
    QVERIFY(std::abs(stage.view()->positionOf(size - 1).y() - before.y() - threeRows) <= 1);
}

void TestBytesFiles::aSegmentOfAnotherDatabaseIsDissected() {
    UiWorld other(1024);
    other.run(test::pictureCommands());
    auto segment = other.session().disk()->open("0000000001.log", OpenMode::readOnly);
    Bytes bytes((*segment)->size().value(), '\0');
    bytes.resize((*segment)->read(0, bytes).value());
    const RangeRef target = targetOf(other, "user:7");
    for (const bool known : {true, false}) {
        UiWorld world;
        Stage stage(world);
        const TestFile file(known ? QStringLiteral("0000000001.log") : QStringLiteral("picture.bin"));
        file.write(0, known ? bytes : "no format of ours: " + bytes);
        stage.panel.openFile(file.path);
        const std::uint64_t at = target.offset + (known ? 0 : 19);
        QTest::mouseClick(stage.view(), Qt::LeftButton, {}, stage.view()->positionOf(at + 1));
        // A record where the format is known, a row where it is not.
        const FileRange record{kForeignSpace, at, target.length}, row{kForeignSpace, (at + 1) / 16 * 16, 16};
        QCOMPARE(stage.view()->marked(), std::optional(known ? record : row));
        QCOMPARE(stage.story().contains(QStringLiteral("user:7")), known);
        QVERIFY(stage.moment.pinned.empty());  // no other panel knows this file
    }
}

void TestBytesFiles::aFileThatShrinksOrVanishesStaysHarmless() {
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    file.write(0, Bytes(1 << 20, 'x'));
    stage.panel.openFile(file.path);
    auto* bar = stage.child<QScrollBar>("bytesScroll");
    bar->setValue(bar->maximum());
    file.resize(100);
    QVERIFY(!stage.view()->grab().isNull());  // before anybody noticed
    QTRY_COMPARE(stage.view()->sizeBytes(), std::uint64_t{100});
    QVERIFY(stage.view()->rect().contains(stage.view()->positionOf(99)));
    file.remove();
    QTRY_VERIFY(stage.view()->foreignFile()->removed());
    QCOMPARE(stage.view()->sizeBytes(), std::uint64_t{100});
    stage.view()->choose(0);  // back to the session
    QVERIFY(!stage.view()->foreignFile());
}

void TestBytesFiles::whatIsNoFileIsRefusedInASentence() {
    UiWorld world;
    Stage stage(world);
    const SpaceId before = stage.view()->space();
    for (const QString& path : {QStringLiteral("/nowhere/at/all"), QDir::tempPath()}) {
        stage.panel.openFile(path);
        QCOMPARE(stage.view()->space(), before);
        QVERIFY2(stage.story().startsWith(path + QStringLiteral(" cannot be shown: ")), qPrintable(stage.story()));
    }
}

void TestBytesFiles::aDragMarksBytesAndCtrlCCopiesThem() {
    UiWorld world;
    world.run("put user:7 \"Jim Gray\"");
    Stage stage(world);
    const RangeRef target = targetOf(world, "user:7");
    BytesView* view = stage.view();
    QTest::mousePress(view, Qt::LeftButton, {}, view->positionOf(target.offset + 19));
    QTest::mouseMove(view, view->positionOf(target.offset + 24));
    QTest::mouseRelease(view, Qt::LeftButton, {}, view->positionOf(target.offset + 24));
    QCOMPARE(view->marked(), std::optional(FileRange{target.space, target.offset + 19, 6}));
    QCOMPARE(stage.moment.pinned.size, std::uint64_t{6});  // every panel knows them
    QVERIFY2(stage.story().startsWith(QStringLiteral("These 6 bytes: written by op 2, step 2")), qPrintable(stage.story()));
    view->setFocus();
    QTest::keyClick(view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("75 73 65 72 3A 37"));
    // A click is no drag: it points at the record again.
    QTest::mouseClick(view, Qt::LeftButton, {}, view->positionOf(target.offset + 20));
    QCOMPARE(view->marked(), std::nullopt);
    QCOMPARE(stage.moment.pinned.size, std::uint64_t{33});
}

void TestBytesFiles::shiftAndArrowsMarkBytes() {
    UiWorld world;
    world.run("put user:7 \"Jim Gray\"");
    Stage stage(world);
    const RangeRef target = targetOf(world, "user:7");
    BytesView* view = stage.view();
    view->setFocus();
    QTest::mouseClick(view, Qt::LeftButton, {}, view->positionOf(target.offset));
    QTest::keyClick(view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view->marked(), std::optional(FileRange{target.space, target.offset, 1}));
    QTest::keyClick(view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view->marked(), std::optional(FileRange{target.space, target.offset, 18}));
    QTest::keyClick(view, Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(view->marked()->size, std::uint64_t{17});
    QTest::mouseClick(view, Qt::LeftButton, Qt::ShiftModifier, view->positionOf(target.offset + 3));
    QCOMPARE(view->marked(), std::optional(FileRange{target.space, target.offset, 4}));
}

void TestBytesFiles::copiesAsTextAndAsC() {
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    file.write(0, "Grüße\n\x01");
    stage.panel.openFile(file.path);
    stage.view()->mark(0, 8);
    stage.trigger("bytes.copyText");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Grüße\n"));
    stage.view()->mark(6, 3);
    stage.trigger("bytes.copyText");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("e\\x0A\\x01"));
    stage.view()->mark(0, 2);
    stage.trigger("bytes.copyC");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("const unsigned char bytes[2] = {\n    0x47, 0x72,\n};\n"));
}

void TestBytesFiles::tooMuchIsNotCopied() {
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    file.resize(kTenGiB);
    stage.panel.openFile(file.path);
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    stage.view()->mark(0, kTenGiB);
    stage.trigger("bytes.copyHex");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("before"));
    QCOMPARE(stage.story(), QStringLiteral("10 GiB are marked, and at most 4 MiB can be copied at once."));
    stage.view()->choose(0);
    stage.trigger("bytes.copyHex");
    QVERIFY2(stage.story().startsWith(QStringLiteral("Mark bytes first")), qPrintable(stage.story()));
}

void TestBytesFiles::findsTextAndGoesAroundTheEnd() {
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    file.write(0, "one two one two");
    stage.panel.openFile(file.path);
    stage.typed("bytes.find", QStringLiteral("two"));
    QCOMPARE(stage.view()->marked(), std::optional(FileRange{kForeignSpace, 4, 3}));
    QCOMPARE(stage.said(), QStringLiteral("At 0x4, 1 of 2."));
    stage.view()->setFocus();
    QTest::keyClick(stage.view(), Qt::Key_F3);
    QCOMPARE(stage.view()->marked()->offset, std::uint64_t{12});
    QTest::keyClick(stage.view(), Qt::Key_F3);
    QCOMPARE(stage.view()->marked()->offset, std::uint64_t{4});
    QCOMPARE(stage.said(), QStringLiteral("At 0x4, 1 of 2, around the end."));
    QTest::keyClick(stage.view(), Qt::Key_F3, Qt::ShiftModifier);
    QCOMPARE(stage.view()->marked()->offset, std::uint64_t{12});
    stage.typed("bytes.find", QStringLiteral("three"));
    QCOMPARE(stage.said(), QStringLiteral("Not in this file."));
}

void TestBytesFiles::findsBytesBackwards() {
    const TestFile file;
    file.write(0, Bytes(3 << 20, 'a'));
    file.write(100, "needle");
    file.write(2 << 20, "needle");
    ByteFinder finder;
    finder.start(file.open(), "needle", 3 << 20, false);
    QCOMPARE(searched(finder), ByteFinder::State::found);
    QCOMPARE(finder.foundAt(), std::uint64_t{2 << 20});
    finder.start(file.open(), "needle", finder.foundAt(), false);
    QCOMPARE(searched(finder), ByteFinder::State::found);
    QCOMPARE(finder.foundAt(), std::uint64_t{100});
    finder.start(file.open(), "needle", 100, false);
    QCOMPARE(searched(finder), ByteFinder::State::found);
    QVERIFY(finder.wrapped());
    QCOMPARE(finder.foundAt(), std::uint64_t{2 << 20});
}

void TestBytesFiles::findsOverTheSeamsOfPieces() {
    for (std::uint64_t at = (512 << 10) - 7; at < (512 << 10) + 2; ++at) {
        const TestFile file;
        file.write(0, Bytes(2 << 20, 'n'));
        file.write(at, "needle!");
        for (const bool forward : {true, false}) {
            ByteFinder finder;
            finder.start(file.open(), "needle!", forward ? 0 : 2 << 20, forward);
            QCOMPARE(searched(finder), ByteFinder::State::found);
            QCOMPARE(finder.foundAt(), at);
        }
    }
}

void TestBytesFiles::passesOverHolesWithoutReadingThem() {
    const TestFile file;
    file.resize(kTenGiB);
    const std::uint64_t at = std::uint64_t{7} << 30;
    file.write(at, "needle");
    ByteFinder finder;
    if (FileOnDisk::open(file.path.toStdString()).value()->nextData(0) == 0) QSKIP("this file system tells of no holes");
    for (const bool forward : {true, false}) {
        // Zeros in front of it lie in the hole.
        for (const Bytes& needle : {Bytes("needle"), Bytes("\0\0needle", 8), Bytes("needle\0", 7)}) {
            finder.start(file.open(), needle, forward ? 0 : kTenGiB, forward);
            QCOMPARE(searched(finder), ByteFinder::State::found);
            QCOMPARE(finder.foundAt(), needle.front() == 0 ? at - 2 : at);
            QVERIFY2(finder.bytesRead() < 4 << 20, qPrintable(QString::number(finder.bytesRead())));
        }
    }
    finder.start(file.open(), Bytes(3, '\0'), 5000, true);  // which a hole is full of
    QCOMPARE(searched(finder), ByteFinder::State::found);
    QCOMPARE(finder.foundAt(), std::uint64_t{5000});
}

void TestBytesFiles::searchesInPiecesAndCanBeCancelled() {
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    file.resize(kTenGiB);
    stage.panel.openFile(file.path);
    // No hole helps here: a needle of zeros and a one is where no data is, but one of zeros has to be looked for.
    stage.typed("bytes.find", QStringLiteral("0x00 00 01"));
    QTRY_COMPARE(stage.said(), QStringLiteral("Not in this file."));
    file.write(0, Bytes(64 << 20, 'x'));
    stage.view()->showFile(file.open());
    auto* bar = stage.child<BytesBar>("bytesBar");
    ByteFinder slow;
    slow.start(file.open(), "y", 0, true);
    QCOMPARE(slow.step(std::chrono::microseconds(1)), ByteFinder::State::searching);
    QVERIFY(slow.bytesRead() <= 1 << 20);
    stage.typed("bytes.find", QStringLiteral("y"));
    if (bar->searching()) {
        QTest::mouseClick(stage.child<FlatButton>("bytesFindCancel"), Qt::LeftButton);
        QVERIFY(!bar->searching());
        QCOMPARE(stage.said(), QStringLiteral("Not searched to the end."));
    }
}

void TestBytesFiles::whatIsFoundSpeaksThoughTheMouseRestsElsewhere() {
    UiWorld world;
    world.run("put user:7 \"Jim Gray\"");
    Stage stage(world);
    QTest::mouseMove(stage.view(), stage.view()->positionOf(3));
    QVERIFY(!stage.moment.hovered.empty());
    stage.typed("bytes.find", QStringLiteral("Gray"));
    QVERIFY(stage.moment.hovered.empty());
    QVERIFY2(stage.story().startsWith(QStringLiteral("These 4 bytes:")), qPrintable(stage.story()));
}

void TestBytesFiles::needlesThatMakeNoSense() {
    QCOMPARE(parseNeedle(QStringLiteral("0x75 73"), false).bytes, Bytes("us"));
    QCOMPARE(parseNeedle(QStringLiteral("7573"), true).bytes, Bytes("us"));
    QCOMPARE(parseNeedle(QStringLiteral("7573"), false).bytes, Bytes("7573"));
    QCOMPARE(parseNeedle(QStringLiteral("ü"), false).bytes, Bytes("\xC3\xBC"));
    QVERIFY(parseNeedle(QStringLiteral("0x7"), false).problem.contains(QStringLiteral("two hexadecimal digits")));
    QVERIFY(parseNeedle(QStringLiteral("0x7g"), false).problem.contains(QStringLiteral("“g”")));
}

void TestBytesFiles::goesToOffsets() {
    const auto to = [](const char* typed, std::uint64_t current = 100) {
        const Destination found = parseDestination(QLatin1String(typed), current, 1000);
        return found.problem.isEmpty() ? static_cast<std::int64_t>(found.offset) : -1;
    };
    QCOMPARE(to("125"), 125);
    QCOMPARE(to(" 0x7D "), 0x7D);
    QCOMPARE(to("+16"), 116);
    QCOMPARE(to("- 0x10"), 84);
    QCOMPARE(to("end"), 999);
    QCOMPARE(to("end-9"), 990);
    QCOMPARE(to("999"), 999);
    UiWorld world;
    Stage stage(world);
    const TestFile file;
    file.write(0, Bytes(100'000, 'x'));
    stage.panel.openFile(file.path);
    stage.view()->setFocus();
    QTest::keyClick(stage.view(), Qt::Key_G, Qt::ControlModifier);
    auto* field = stage.child<QLineEdit>("bytesBarField");
    QVERIFY(field->hasFocus());
    QTest::keyClicks(field, "0x10000");
    QTest::keyClick(field, Qt::Key_Return);
    QVERIFY(stage.view()->rect().contains(stage.view()->positionOf(0x10000)));
    QTest::keyClick(field, Qt::Key_Escape);
    QVERIFY(!field->isVisible());
    QCOMPARE(stage.view()->marked()->offset, std::uint64_t{0x10000});  // Esc closed the bar and nothing else
    QVERIFY(stage.view()->hasFocus());
}

void TestBytesFiles::offsetsThatMakeNoSense() {
    const auto problem = [](const char* typed) { return parseDestination(QLatin1String(typed), 100, 1000).problem; };
    QCOMPARE(problem("1000"), QStringLiteral("The file ends before: its last byte is at 0x3E7."));
    QCOMPARE(problem("+900"), QStringLiteral("The file ends before: its last byte is at 0x3E7."));
    QCOMPARE(problem("-101"), QStringLiteral("That would be 1 bytes before the file begins."));
    for (const char* typed : {"", "x", "0x", "0xG", "12 km", "end+1", "--1", "99999999999999999999999"})
        QVERIFY2(!problem(typed).isEmpty(), typed);
    QCOMPARE(parseDestination(QStringLiteral("0"), 0, 0).problem, QStringLiteral("This file is empty."));
}

void TestBytesFiles::everyCopyOfARecordIsLinked() {
    UiWorld world;
    world.run(test::pictureCommands());
    const RangeRef original = targetOf(world, "user:4");
    const FactId before = world.timeline().end();
    world.run("roll");
    world.run("compact");
    const RangeRef copy = targetOf(world, "user:4");
    world.run("put user:1 Ada");
    world.run("roll");
    world.run("compact");
    const RangeRef second = targetOf(world, "user:4");
    QVERIFY(copy.space != second.space && copy.space != original.space);
    // From the newest copy back to where it came from: those files are gone, so their moments are offered.
    Stage stage(world);
    pin(stage, second);
    QStringList links = stage.links();
    const auto count = [&](const char* begin) {
        return std::ranges::count_if(links, [&](const QString& link) { return link.startsWith(QLatin1String(begin)); });
    };
    QCOMPARE(count("A copy of "), 2);
    QCOMPARE(count("Pointed at by index slot "), 1);
    QVERIFY2(links.front().startsWith(QStringLiteral("Written by op ")), qPrintable(links.join(QLatin1Char('\n'))));
    stage.closeLinks();
    // From the original on: the copy, and the copy of the copy, are yet to come there, and told once they are.
    QSignalSpy went(stage.view(), &MomentView::goTo);
    stage.clickLink(QStringLiteral("A copy of "));
    QCOMPARE(went.count(), 1);
    world.seek(went[0][0].value<FactId>());
    stage.follow();
    stage.closeLinks();
    QVERIFY(world.scene().space(copy.space) && world.scene().space(second.space));  // both are there at the copying
    pin(stage, copy);
    links = stage.links();
    QCOMPARE(count("Copied to "), 1);
    stage.closeLinks();
    stage.clickLink(QStringLiteral("Copied to "));
    QCOMPARE(stage.moment.pinned.space, second.space);
    QCOMPARE(stage.moment.pinned.offset, second.offset);
    world.seek(before);
    stage.follow();
    stage.closeLinks();
    pin(stage, original);
    links = stage.links();
    QCOMPARE(count("Copied to "), 0);
    stage.closeLinks();
    stage.clickLink(QStringLiteral("Pointed at by index slot "));
    QCOMPARE(stage.moment.pinned.kind, Selection::Kind::slot);
}

void TestBytesFiles::aHintEntryAndItsRecordAreLinked() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    const RangeRef record = targetOf(world, "user:7");
    Stage stage(world);
    pin(stage, record);
    stage.clickLink(QStringLiteral("Pointed at by an entry of "));
    stage.closeLinks();
    const SpaceState* hint = world.scene().space(stage.moment.pinned.space);
    QVERIFY(hint && hint->name.ends_with(".hint"));
    QCOMPARE(stage.moment.pinned.key, Bytes("user:7"));
    QCOMPARE(stage.view()->space(), hint->id);
    // And back; the entry was written by the compaction, which wrote the copies, too.
    const QStringList links = stage.links();
    QVERIFY2(links.front().startsWith(QStringLiteral("Written by op ")) && links.front().endsWith(QStringLiteral(": compact")),
             qPrintable(links.front()));
    QVERIFY(std::ranges::any_of(links, [](const QString& link) { return link.contains(QStringLiteral("also wrote user:4: it is at ")); }));
    stage.closeLinks();
    stage.clickLink(QStringLiteral("Points at "));
    QCOMPARE(stage.moment.pinned.space, record.space);
    QCOMPARE(stage.moment.pinned.offset, std::uint64_t{record.offset});
    QCOMPARE(stage.moment.pinned.size, std::uint64_t{record.length});
}

void TestBytesFiles::linksReachBehindARestart() {
    UiWorld world(1024);
    world.run("put user:1 Ada");
    world.run("put user:2 Grace");
    world.run("sync");
    world.run("close");
    world.run("open");
    world.live();
    Stage stage(world);
    pin(stage, targetOf(world, "user:2"));
    const QStringList links = stage.links();
    QVERIFY2(links.front().startsWith(QStringLiteral("Written by op 3, step 2: put user:2 Grace")), qPrintable(links.front()));
    stage.closeLinks();
    // A history that was cut off says where it begins.
    world.limitHistory(1);
    world.run("put user:3 Edsger");
    world.live();
    stage.follow();
    pin(stage, targetOf(world, "user:2"));
    const QStringList later = stage.links();
    QVERIFY2(std::ranges::any_of(later, [](const QString& link) { return link.startsWith(QStringLiteral("This history begins with op ")); }),
             qPrintable(later.join(QLatin1Char('\n'))));
}

QTEST_MAIN(TestBytesFiles)
#include "test_bytes_files.moc"

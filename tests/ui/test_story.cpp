// A person's first minutes with the window, from the first screen to quitting. Every event goes to the window as a window
// system would send it, so that what is hit, what has the focus and what a key means are the program's own answers. The
// parts are one story: each goes on where the one before it ended.
#include <QTest>
#include <QWindow>
#include <memory>
#include <utility>

#include "ui/panels/segments_panel.h"
#include "ui/shell/overlays.h"
#include "ui/views/bytes_view.h"
#include "ui/views/motion.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr int kWaitMs = 30000;  // for a machine that has much else to do

constexpr std::uint64_t kFirst = 0x40;        // user:1 "Ada", the first record of segment 1
constexpr std::uint64_t kOverwritten = 0x99;  // user:1 "Ada Lovelace"

/// A window with what lies over it, as the program makes them.
struct Desk {
    Look look;
    Bridge bridge;
    MainWindow window{look, bridge};
    Overlays overlays{look, bridge, window};

    Desk() {
        window.resize(1600, 1000);
        window.show();
        window.activateWindow();
        overlays.showGallery();
    }
    template <class Widget = QWidget>
    Widget* find(const char* name) const {
        auto* widget = window.findChild<Widget*>(QString::fromLatin1(name));
        if (!widget) qFatal("there is no %s", name);
        return widget;
    }
    bool settle() {
        return QTest::qWaitFor([this] { return bridge.engine().idle(); }, kWaitMs);
    }
    const Timeline& timeline() { return bridge.cursor().timeline(); }
};

// ---- a hand and its keys -------------------------------------------------------------------------------------------------

/// Where the pointer goes is a place of the window; who gets the click is the window's matter.
void clickAt(const QWidget& widget, const QPoint& at, Qt::MouseButton button = Qt::LeftButton) {
    const QWidget* top = widget.window();
    QTest::mouseMove(top->windowHandle(), widget.mapTo(top, at));
    QTest::mouseClick(top->windowHandle(), button, {}, widget.mapTo(top, at));
}

void click(const QWidget& widget) { clickAt(widget, widget.rect().center()); }

void press(const QWidget& widget, Qt::Key key, Qt::KeyboardModifiers modifiers = {}) {
    QTest::keyClick(widget.window()->windowHandle(), key, modifiers);
}

void type(const QWidget& widget, const QString& text) {
    for (const QChar c : text) QTest::keyClick(widget.window()->windowHandle(), c.toLatin1());
}

}  // namespace

class TestStory : public QObject {
    Q_OBJECT

    std::unique_ptr<Desk> desk_;
    bool broken_ = false;

    // ---- what the person sees ----------------------------------------------------------------------------------------

    const Sentence& sentence() const { return desk_->find<SentenceView>("sentence")->sentence(); }
    QString fact() const { return sentence().fact; }
    SegmentsView& segments() const { return *desk_->find<SegmentsPanel>("segmentsPanel")->view(); }
    BytesView& bytes() const { return *desk_->find("bytesPanel")->findChild<BytesView*>(); }

    SpaceId spaceOf(std::uint64_t segment) const {
        for (const SegmentRow& row : segments().model().rows())
            if (row.number == segment) return row.space;
        return 0;
    }
    /// What the segments say of the record that lies there: its tip's words.
    QString tipOf(std::uint64_t segment, std::uint64_t offset) const {
        const auto at = segments().positionOf(spaceOf(segment), offset);
        return at ? segments().tipAt(*at) : QString();
    }
    /// The colour that its block has on the screen, above its words.
    QColor colourOf(std::uint64_t segment, std::uint64_t offset) const {
        const auto at = segments().positionOf(spaceOf(segment), offset);
        if (!at) return {};
        const QPoint above = *at - QPoint(0, desk_->look.px(13));
        return desk_->window.grab().toImage().pixelColor(segments().mapTo(&desk_->window, above));
    }
    bool isLive(std::uint64_t segment, std::uint64_t offset) const {
        return tipOf(segment, offset).endsWith(QStringLiteral(", live"));
    }
    bool isDead(std::uint64_t segment, std::uint64_t offset) const {
        return tipOf(segment, offset).contains(QStringLiteral(", dead:"));
    }
    // ---- what the person does ----------------------------------------------------------------------------------------

    void typeInto(const char* field, const QString& text) {
        click(*desk_->find(field));
        press(desk_->window, Qt::Key_A, Qt::ControlModifier);
        type(desk_->window, text);
    }
    void put(const QString& key, const QString& value) {
        typeInto("key", key);
        typeInto("value", value);
        click(*desk_->find("put"));
        QVERIFY(desk_->settle());
    }
    /// Leaves the field that is typed into, so that keys step again.
    void leaveField() {
        press(desk_->window, Qt::Key_Escape);
        QTRY_VERIFY(!qobject_cast<QLineEdit*>(QApplication::focusWidget()));
    }
  private Q_SLOTS:
    void initTestCase() {
        Motion::setInstant(true);
        desk_ = std::make_unique<Desk>();
        QVERIFY(QTest::qWaitForWindowActive(&desk_->window, kWaitMs));
    }
    void init() {
        if (broken_) QSKIP("The story ended earlier.");
    }
    void cleanup() {
        if (QTest::currentTestFailed()) broken_ = true;
    }
    void cleanupTestCase() {
        desk_.reset();
    }

    void theFirstScreenMakesWayForAnEmptyPlayground() {
        QVERIFY(desk_->find("gallery")->isVisible());
        click(*desk_->find("galleryPlayground"));
        QTRY_VERIFY(!desk_->find("gallery")->isVisible());
        QVERIFY(fact().contains(QStringLiteral("Nothing has happened yet")));
    }

    void threeKeysArePutAndOneIsOverwritten() {
        put(QStringLiteral("user:1"), QStringLiteral("Ada"));
        put(QStringLiteral("user:2"), QStringLiteral("Grace"));
        put(QStringLiteral("user:3"), QStringLiteral("Edsger"));
        QTRY_VERIFY2(isLive(1, kFirst), qPrintable(tipOf(1, kFirst)));
        QTRY_COMPARE(colourOf(1, kFirst), desk_->look.theme().live);
        put(QStringLiteral("user:1"), QStringLiteral("Ada Lovelace"));
        QTRY_VERIFY2(isDead(1, kFirst), qPrintable(tipOf(1, kFirst)));
        QVERIFY2(isLive(1, kOverwritten), qPrintable(tipOf(1, kOverwritten)));
        QTRY_COMPARE(colourOf(1, kFirst), desk_->look.theme().dead);
        QVERIFY2(fact().contains(QStringLiteral("user:1 now points at the new copy")), qPrintable(fact()));
        QTRY_VERIFY(bytes().showsDead());
    }

    void steppingBackTheOldBytesLive() {
        leaveField();
        for (int step = 0; step < 8 && !isLive(1, kFirst); ++step) {
            const QString before = fact();
            press(desk_->window, Qt::Key_Left);
            QTRY_VERIFY(fact() != before);
        }
        QVERIFY2(isLive(1, kFirst), qPrintable(tipOf(1, kFirst)));
        QTRY_COMPARE(colourOf(1, kFirst), desk_->look.theme().live);
        QVERIFY(!bytes().showsDead());
        // What acting here would do is said amid an operation, too, where there is most to say.
        const auto* caption = desk_->find<QLabel>("timelineCaption");
        QVERIFY2(caption->isVisible() && caption->text().contains(QStringLiteral("acting here starts a branch")), qPrintable(caption->text()));
        QTRY_VERIFY(caption->width() >= caption->fontMetrics().horizontalAdvance(caption->text()));
        QVERIFY2(!isLive(1, kOverwritten), "one of the two lives, not both");
        // The bytes are those that "Ada" was written with.
        clickAt(bytes(), bytes().positionOf(kFirst));
        auto* story = desk_->find<LookLabel>("bytesStory");
        QTRY_VERIFY2(story->text().contains(QStringLiteral("28 bytes")), qPrintable(story->text()));
        QVERIFY2(story->text().contains(QStringLiteral("index slot")), qPrintable(story->text()));
    }

    void ctrlQQuits() {
        press(desk_->window, Qt::Key_Q, Qt::ControlModifier);
        QTRY_VERIFY(!desk_->window.isVisible());
    }
};

QTEST_MAIN(TestStory)
#include "test_story.moc"

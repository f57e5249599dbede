// A newcomer and the power-cut lab, with real clicks: three from the cold start to a torn tail that is cut off with the reason
// on the screen; and the same in the empty playground, by hand.
#include <QScrollArea>
#include <QSignalSpy>

#include "tests/support/person.h"
#include "ui/panels/cut_panel.h"
#include "ui/shell/gallery.h"
#include "ui/views/gallery_view.h"

namespace vitrine::ui {

class TestCutStory : public QObject, Person {
    Q_OBJECT

  private Q_SLOTS:
    void threeClicksToATornTail();
    void byHandInThePlayground();

  private:
    QString everything() const {
        const Sentence& said = sentence();
        return said.path.join(QLatin1Char(' ')) + QLatin1Char('\n') + said.fact + QLatin1Char('\n') + said.consequence;
    }
};

void TestCutStory::threeClicksToATornTail() {
    sitDown();
    auto* gallery = desk_->window.findChild<GalleryView*>();
    QVERIFY(gallery);
    const auto card = gallery->positionOf(QStringLiteral("s02-torn-tail"));
    QVERIFY(card.has_value());
    desk_->find<QScrollArea>("galleryScroll")->ensureVisible(card->x(), card->y(), 100, 100);
    clickAt(*gallery, *card);  // one
    QTRY_VERIFY_WITH_TIMEOUT(!gallery->isVisible() && desk_->settle() && everything().contains(QStringLiteral("open")), kWaitMs);
    QCOMPARE(desk_->window.docks()->shownLayout(), Layout::recovery);
    QVERIFY2(desk_->window.notice()->isVisible() && desk_->window.notice()->text().startsWith(QStringLiteral("Torn tail. ")),
             "what was opened has its name on the screen");
    int clicks = 1;
    for (; clicks < 12 && !everything().contains(QStringLiteral("torn tail")); ++clicks) go("step");
    QVERIFY2(clicks <= 3, qPrintable(everything()));
}

/// Put, put, Cut power…, a torn write, Cut and recover, step.
void TestCutStory::byHandInThePlayground() {
    sitDown();
    click(*desk_->find("galleryPlayground"));
    typeInConsole(QStringLiteral("use log sector=1"));
    put(QStringLiteral("user:6"), QStringLiteral("Tony Hoare"));
    put(QStringLiteral("user:7"), QStringLiteral("Jim Gray"));
    leaveField();
    click(*desk_->find("cut"));
    auto* panel = desk_->find<CutPanel>("cutPanel");
    QTRY_VERIFY_WITH_TIMEOUT(panel->isVisible(), kWaitMs);
    clickAt(*desk_->find("keepTorn"), QPoint(9, desk_->find("keepTorn")->height() / 2));
    QVERIFY2(panel->lab().choice().tearWords() == QStringLiteral("27 of 33 B"), qPrintable(panel->lab().choice().tearWords()));
    QSignalSpy ready(&desk_->bridge, &Bridge::recoveryReady);
    click(*desk_->find("cutNow"));
    QTRY_COMPARE_WITH_TIMEOUT(ready.count(), 1, kWaitMs);
    QTRY_VERIFY_WITH_TIMEOUT(panel->lab().isCut() && panel->lab().whyNotCut().isEmpty() && desk_->bridge.engine().idle(), 5000);
    QCOMPARE(rowsOfStrip().last(), QStringLiteral("torn 27 of 33*"));
    QTRY_VERIFY_WITH_TIMEOUT(everything().contains(QStringLiteral("open")), kWaitMs);
    bool told = false;
    for (int steps = 0; steps < 20 && !told && !cursor().atEnd(); ++steps) {
        go("step");
        told = everything().contains(QStringLiteral("torn"));
    }
    QVERIFY2(told, qPrintable(everything()));
    QVERIFY2(panel->lab().isCut(), "the choice stays while one walks");
    click(*desk_->find("undoCut"));
    QTRY_COMPARE_WITH_TIMEOUT(rowsOfStrip().first(), QStringLiteral("main*"), kWaitMs);
}

}  // namespace vitrine::ui

QTEST_MAIN(vitrine::ui::TestCutStory)
#include "test_cut_story.moc"

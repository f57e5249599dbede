// The compaction as it is told and drawn: what became of each record and why, what it will weigh, what is in sight.
#include <QtTest>

#include "tests/support/ui_world.h"
#include "ui/models/compaction_model.h"
#include "ui/models/segments_model.h"
#include "ui/models/sentence.h"
#include "ui/models/size_history.h"
#include "ui/panels/compaction_panel.h"
#include "ui/plots/size_plot.h"
#include "ui/views/compaction_views.h"
#include "ui/views/record_paint.h"
#include "ui/views/ribbons_view.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

Moment momentOf(const UiWorld& world) {
    Moment moment;
    moment.scene = &world.scene();
    moment.stepBegin = world.stepBegin();
    return moment;
}

/// Goes behind the n-th step of the compaction, from 0.
void goTo(UiWorld& world, const CompactionModel& model, std::size_t step) {
    world.seek(world.timeline().step(model.steps.at(step)).end);
}

QString whyOf(const CompactionModel& model, const char* line) {
    for (std::size_t i = 0; i < model.recordCount; ++i)
        if (model.wordsOf(model.record(i)).line() == QLatin1String(line))
            return QString(model.record(i).why).replace(QChar(0xa0), QLatin1Char(' '));
    return QStringLiteral("no such record");
}

std::uint64_t logBytes(const Scene& scene) {
    std::uint64_t bytes = 0;
    for (const SpaceState* file : scene.files())
        if (file->name.ends_with(".log") || file->name.ends_with(".log.part"))
            bytes += scene.timeline().sizeOf(file->id, scene.position());
    return bytes;
}

}  // namespace

class TestCompaction : public QObject {
    Q_OBJECT
  private Q_SLOTS:
    void whoIsLeftBehindSaysWhichOperationDidIt();
    void aHundredSegmentsAreAllRead();
    void theSentenceNamesWhatIsCopied();
    void theForetoldSizeComesTrue();
    void readersGoWhereTheIndexPoints();
    void removedInputsAreNotCountedAsThere();
    void anUnfinishedOneDoesNotKnowItsLength();
    void followingReadsTheSameAsReadingAnew();
    void allStepsAreInSight();
    void amongAThousandTheCurrentOneIsInSight();
    void aLowListFoldsWhatIsDone();
    void narrowBlocksNeverCutAWord();
    void densityKeepsShares();
    void thePlotsBytesAreThoseOfTheFiles();
    void nothingDiesWhileCopiesWait();
    void thePlotTellsPeakAndEnd();
    void thePlotCountsInTheUnitsOfItsNotes();
    void recordsThatAreNotIndexedYetAreExplained();
    void steppedToIsDrawnAsGoneTo();
    void anIconIsDrawnOnce();
};

void TestCompaction::whoIsLeftBehindSaysWhichOperationDidIt() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    const auto model = CompactionModel::at(momentOf(world));
    QVERIFY(model);
    // The first operation is the one that opens the database; then put user:1, user:2, user:3, user:1 again, …
    QCOMPARE(whyOf(*model, "user:1 Ada"), QStringLiteral("newer: op 5"));
    QCOMPARE(whyOf(*model, "user:2 Grace"), QStringLiteral("deleted: op 7"));
    QCOMPARE(whyOf(*model, "user:3 Edsger"), QStringLiteral("newer: op 9"));
    QCOMPARE(whyOf(*model, "del user:2"), QStringLiteral("no older copy would remain"));
    QCOMPARE(whyOf(*model, "user:7 Jim Gray"), QString());
}

void TestCompaction::aHundredSegmentsAreAllRead() {
    UiWorld world;
    world.run("fill 400 keys=random value=20 seed=1");
    const EngineStats stats = world.session().engine()->stats();
    QVERIFY(stats.segments.size() > 90);
    world.run("compact");
    const auto model = CompactionModel::at(momentOf(world));
    QCOMPARE(model->inputs.size(), stats.segments.size() - 1);  // all but the active one
    QCOMPARE(model->recordCount + 0,
             model->phases[2].last.value() - model->phases[2].first.value() + 1);  // a step each
    QCOMPARE(model->outputSize, world.timeline().sizeOf(model->outputSpace, world.timeline().end()));
    QCOMPARE(model->inputsText(), QStringLiteral("1 to %1").arg(stats.segments.size() - 1));
}

void TestCompaction::theSentenceNamesWhatIsCopied() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("put nothing \"\"");
    world.run("roll");
    world.run("compact");
    const auto model = CompactionModel::at(momentOf(world));
    QStringList facts;
    for (std::size_t step = 0; step < model->steps.size(); ++step) {
        goTo(world, *model, step);
        facts << sentenceAt(momentOf(world)).fact.section(QStringLiteral(" from "), 0, 0);
    }
    QVERIFY2(facts.contains(QStringLiteral("user:3 “Edsger W.” is copied")), qPrintable(facts.join(QLatin1Char('|'))));
    QVERIFY2(facts.contains(QStringLiteral("nothing is copied")), qPrintable(facts.join(QLatin1Char('|'))));
}

void TestCompaction::theForetoldSizeComesTrue() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact begin");
    world.run("step 4");
    const auto early = CompactionModel::at(momentOf(world));
    QVERIFY(early && !early->endStep && early->outputHeader > 0);
    world.run("finish");
    const auto model = CompactionModel::at(momentOf(world));
    QVERIFY(model->endStep);
    const std::uint64_t real = world.timeline().sizeOf(model->outputSpace, world.timeline().end());
    QCOMPARE(model->outputSize, real);
    QCOMPARE(early->outputSize, real);
}

void TestCompaction::readersGoWhereTheIndexPoints() {
    using Go = CompactionModel::Readers::Go;
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    const auto model = CompactionModel::at(momentOf(world));
    const std::size_t switched = model->phase(CompactionPhase::switchIndex).last.value();
    std::size_t copied = 0;
    for (std::size_t step = 0; step < model->steps.size(); ++step) {
        goTo(world, *model, step);
        const Go live = model->steps[step] < switched ? Go::original : Go::copy;
        for (std::size_t i = 0; i < model->recordCount; ++i) {
            const CompactionRecord& record = model->record(i);
            QCOMPARE(static_cast<int>(model->readersOf(record, momentOf(world)).to),
                     static_cast<int>(record.live ? live : Go::elsewhere));
            copied += record.live;
        }
    }
    QVERIFY(copied > 0);
}

void TestCompaction::removedInputsAreNotCountedAsThere() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    const auto model = CompactionModel::at(momentOf(world));
    QVERIFY(model->endStep);
    for (std::size_t step = 0; step < model->steps.size(); ++step) {
        goTo(world, *model, step);
        const Moment moment = momentOf(world);
        const bool removed = model->steps[step] == *model->endStep;
        QCOMPARE(model->remainingBytes(moment), removed ? 0 : model->inputBytes);
        // What is said of the copy is what its file has, headers and marks counted, from the first byte to the last.
        const SpaceState* file = world.scene().space(model->outputSpace);
        QCOMPARE(model->copyBytes(moment), file ? file->size : 0);
    }
    QCOMPARE(model->copyBytes(momentOf(world)), model->outputSize);
    QCOMPARE(model->passedBytes(momentOf(world)), model->inputBytes);
}

void TestCompaction::anUnfinishedOneDoesNotKnowItsLength() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact begin");
    world.run("step 2");
    QWidget parent;
    Look look;
    CompactionPanels panels(look, &parent);
    parent.show();
    panels.setMoment(momentOf(world));
    const auto subtitle = [&] { return panels.stepsCard()->findChildren<QLabel*>().at(1)->text(); };
    QCOMPARE(subtitle(), QStringLiteral("step 2"));
    double before = CompactionModel::at(momentOf(world))->progress(momentOf(world));
    QVERIFY2(before < 0.1, qPrintable(QString::number(before)));
    for (int i = 0; i < 3; ++i) {
        world.run("step");
        const double now = CompactionModel::at(momentOf(world))->progress(momentOf(world));
        QVERIFY(now > before && now < 1);
        before = now;
    }
    world.run("finish");
    panels.setMoment(momentOf(world));
    const auto steps = CompactionModel::at(momentOf(world))->steps.size();
    QCOMPARE(subtitle(), QStringLiteral("step %1 of %1").arg(steps));
}

void TestCompaction::followingReadsTheSameAsReadingAnew() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact begin");
    world.run("step");
    auto followed = CompactionModel::at(momentOf(world));
    QVERIFY(followed);
    for (int i = 0; i < 8; ++i) {
        world.run("step");
        world.run("put other value");  // other work goes on between
        followed->follow(world.timeline());
        const auto anew = CompactionModel::at(momentOf(world));
        QCOMPARE(followed->steps, anew->steps);
        QCOMPARE(followed->outputSize, anew->outputSize);
        for (std::size_t k = 0; k < anew->recordCount; ++k) {
            QCOMPARE(static_cast<int>(followed->record(k).fate), static_cast<int>(anew->record(k).fate));
            QCOMPARE(followed->record(k).why, anew->record(k).why);
        }
    }
    world.run("finish");
    world.run("roll");
    world.run("compact");
    followed->follow(world.timeline());
    QVERIFY(!followed->covers(world.timeline().stepCount() - 1));  // that is the next one's
}

void TestCompaction::allStepsAreInSight() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    Look look;
    CompactionStepsView view(look, nullptr);
    view.resize(272, 396);
    const auto model = CompactionModel::at(momentOf(world));
    for (std::size_t step = 0; step < model->steps.size(); ++step) {
        goTo(world, *model, step);
        view.setModel(model.get());
        view.setMoment(momentOf(world));
        const QStringList rows = view.visibleRows();
        QCOMPARE(static_cast<std::size_t>(rows.size()), kCompactionPhases + model->recordCount);
        QVERIFY2(rows.last().startsWith(QStringLiteral("remove segments")), qPrintable(rows.last()));
    }
}

void TestCompaction::amongAThousandTheCurrentOneIsInSight() {
    UiWorld world(16384);
    world.run("fill 1000 keys=seq value=20 seed=1");
    world.run("roll");
    world.run("compact");
    Look look;
    CompactionStepsView view(look, nullptr);
    view.resize(272, 396);
    const auto model = CompactionModel::at(momentOf(world));
    QVERIFY(model->recordCount >= 1000);
    for (const std::size_t ordinal : {std::size_t{0}, std::size_t{499}, std::size_t{999}}) {
        const CompactionRecord& record = model->record(ordinal);
        QVERIFY(record.step);
        world.seek(world.timeline().step(*record.step).end);
        view.setModel(model.get());
        view.setMoment(momentOf(world));
        const auto place = view.positionOfRecord(ordinal);
        QVERIFY(place && view.rect().contains(*place));
        const QStringList rows = view.visibleRows();
        const QString line = model->wordsOf(record).line();
        QVERIFY2(std::ranges::any_of(rows, [&](const QString& row) { return row.contains(line); }), qPrintable(line));
        QVERIFY(rows.last().startsWith(QStringLiteral("remove segments")));
        QSignalSpy went(&view, &MomentView::goTo);
        QTest::mouseClick(&view, Qt::LeftButton, {}, *place);
        QCOMPARE(went.count(), 1);
        QCOMPARE(went.first().at(0).value<FactId>(), world.timeline().step(*record.step).end);
    }
}

void TestCompaction::aLowListFoldsWhatIsDone() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    Look look;
    CompactionStepsView view(look, nullptr);
    view.resize(200, 110);
    const auto model = CompactionModel::at(momentOf(world));
    view.setModel(model.get());
    view.setMoment(momentOf(world));
    QVERIFY2(view.visibleRows().last().startsWith(QStringLiteral("remove segments")),
             qPrintable(view.visibleRows().join(QLatin1Char('|'))));
}

/// Paints a block's words and tells whether any ink touches its left or right edge.
void TestCompaction::narrowBlocksNeverCutAWord() {
    Look look;
    for (int width = 8; width < 190; width += 3) {
        QImage image(width + 40, 38, QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintBlockWords(painter, look, QRectF(20, 0, width, 38),
                        {QStringLiteral("user:1"), QStringLiteral("Ada Lovelace, Countess")}, Qt::black);
        painter.end();
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (x < 20 || x >= 20 + width)
                    QVERIFY2(image.pixelColor(x, y) == QColor(Qt::white), qPrintable(QString::number(width)));
    }
}

void TestCompaction::densityKeepsShares() {
    // A hundred blocks in ten pixels, every fourth of another colour: a quarter of the area has it.
    DensityColumns columns(0, 10);
    for (int i = 0; i < 100; ++i) columns.add(i / 10.0, (i + 1) / 10.0, i % 4 == 0 ? 1 : 0);
    QImage image(10, 40, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    QPainter painter(&image);
    columns.paint(painter, 0, 40, {Qt::green, Qt::red});
    painter.end();
    int red = 0, green = 0;
    for (int y = 0; y < 40; ++y)
        for (int x = 0; x < 10; ++x) {
            red += image.pixelColor(x, y) == QColor(Qt::red);
            green += image.pixelColor(x, y) == QColor(Qt::green);
        }
    QCOMPARE(red + green, 400);
    QVERIFY2(std::abs(red - 100) <= 10, qPrintable(QString::number(red)));
}

void TestCompaction::thePlotsBytesAreThoseOfTheFiles() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    world.run("put user:9 Radia");
    SizeHistory history;
    history.follow(world.timeline());
    QVERIFY(history.samples().size() > 50);
    std::size_t both = 0;
    for (const SizeSample& sample : history.samples()) {
        world.seek(sample.at);
        QCOMPARE(sample.total(), logBytes(world.scene()));
        both += sample.bothSets;
    }
    QVERIFY(both > 0);
    QVERIFY(both < history.samples().size() / 2);
}

/// Between the new name and the switch the copies are in a segment of the engine, and nothing points at them.
void TestCompaction::nothingDiesWhileCopiesWait() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    const auto model = CompactionModel::at(momentOf(world));
    std::uint64_t dead = 0, waited = 0;
    SizeHistory history;
    history.follow(world.timeline());
    for (std::size_t step = 0; step < model->steps.size(); ++step) {
        goTo(world, *model, step);
        SegmentsModel segments;
        segments.show(momentOf(world));
        const bool switched = model->steps[step] >= model->phase(CompactionPhase::switchIndex).last.value();
        if (step == 0) dead = segments.totals().dead;
        const SizeSample* sample = history.at(world.scene().position());
        QVERIFY(sample);
        if (!switched) {
            QCOMPARE(segments.totals().dead, dead);
            QCOMPARE(sample->dead, dead);
            waited = std::max(waited, segments.totals().unproven);
        }
        QCOMPARE(sample->bothSets, model->copyBytes(momentOf(world)) > 0 && model->steps[step] != *model->endStep);
    }
    QVERIFY(waited > 0);
    QVERIFY(dead > 0);
}

void TestCompaction::thePlotTellsPeakAndEnd() {
    UiWorld world;
    world.run(test::pictureCommands());
    world.run("roll");
    world.run("compact");
    const std::uint64_t end = logBytes(world.scene());
    std::uint64_t peak = 0;
    for (std::size_t step = world.timeline().firstStep(); step < world.timeline().stepCount(); ++step) {
        world.seek(world.timeline().step(step).end);
        peak = std::max(peak, logBytes(world.scene()));
    }
    Look look;
    SizePlot plot(look);
    plot.resize(800, 170);
    plot.show();
    const auto model = CompactionModel::at(momentOf(world));
    world.live();
    plot.setMoment(momentOf(world));
    QVERIFY2(plot.notes().contains(QStringLiteral("%1 B now").arg(end)),
             qPrintable(plot.notes().join(QLatin1Char('|'))));
    goTo(world, *CompactionModel::at(momentOf(world)), 5);
    plot.setMoment(momentOf(world));
    QVERIFY2(plot.notes().contains(QStringLiteral("%1 B at the end").arg(end)),
             qPrintable(plot.notes().join(QLatin1Char('|'))));
    QVERIFY2(plot.notes().contains(QStringLiteral("peak %1 B\nboth sets exist").arg(peak)),
             qPrintable(plot.notes().join(QLatin1Char('|'))));
    plot.showAmplification(true);
    QVERIFY(plot.notes().isEmpty());
}

void TestCompaction::thePlotCountsInTheUnitsOfItsNotes() {
    UiWorld world;
    Look look;
    SizePlot plot(look);
    plot.resize(800, 170);
    plot.show();
    world.run("put a 1");
    world.run("put b 2");
    plot.setMoment(momentOf(world));
    QVERIFY2(plot.axisWords().contains(QStringLiteral("100 B")), qPrintable(plot.axisWords().join(QLatin1Char('|'))));
    world.run("fill 40 value=1000");
    plot.setMoment(momentOf(world));
    QVERIFY2(plot.notes().join(QLatin1Char('|')).contains(QStringLiteral("KiB now")),
             qPrintable(plot.notes().join(QLatin1Char('|'))));
    QVERIFY2(plot.axisWords().contains(QStringLiteral("20 KiB")), qPrintable(plot.axisWords().join(QLatin1Char('|'))));
    plot.showAmplification(true);
    for (const QString& word : plot.axisWords()) QVERIFY2(!word.contains(QLatin1Char('B')), qPrintable(word));
}

/// A recovery reads what lies in the files before the index knows of it.
void TestCompaction::recordsThatAreNotIndexedYetAreExplained() {
    UiWorld world;
    Look look;
    QWidget window;
    CompactionPanels panels(look, &window);
    QWidget* card = panels.plotCard();
    window.resize(1200, 220);
    card->setGeometry(window.rect());
    window.show();
    auto* plot = card->findChild<SizePlot*>();
    auto* legend = card->findChild<QWidget*>(QStringLiteral("plotLegendNotIndexed"));
    QVERIFY(plot && legend);
    world.run("put a 1");
    world.run("get a");
    plot->setMoment(momentOf(world));
    QVERIFY(!legend->isVisible());
    world.run("fill 40");
    world.run("sync");
    world.run("crash keep=all");
    world.run("open");
    plot->setMoment(momentOf(world));
    QVERIFY(legend->isVisible());
    card->findChild<QPushButton*>(QStringLiteral("showAmplification"))->setChecked(true);
    QVERIFY(!legend->isVisible());
    card->findChild<QPushButton*>(QStringLiteral("showAmplification"))->setChecked(false);
    QVERIFY(legend->isVisible());
}

/// Views that keep parts of their picture from step to step show what one that never saw another moment shows.
void TestCompaction::steppedToIsDrawnAsGoneTo() {
    UiWorld world(64 << 10);
    world.run("fill 150 keys=random value=90 seed=1");
    world.run("fill 60 keys=random value=90 seed=2");
    world.run("roll");
    world.run("compact");
    const auto model = CompactionModel::at(momentOf(world));
    QVERIFY(model && model->inRecords && model->recordCount > 150);
    Look look;
    const QSize size(1200, 400);
    const auto show = [&](RibbonsView& ribbons, SizePlot& plot) {
        ribbons.setModel(model.get());
        ribbons.setMoment(momentOf(world));
        plot.setMoment(momentOf(world));
    };
    const auto make = [&](QWidget& view) {
        view.resize(size);
        view.show();
    };
    RibbonsView ribbons(look);
    SizePlot plot(look);
    make(ribbons), make(plot);
    const std::size_t last = model->steps.size() - 1;
    std::vector<std::size_t> way;
    for (std::size_t step = 0; step <= last; step += 3) way.push_back(step);
    for (std::size_t step = last; step > 8; step -= 7) way.push_back(step);
    QImage before;
    for (std::size_t i = 0; i < way.size(); ++i) {
        goTo(world, *model, way[i]);
        show(ribbons, plot);
        const QImage stepped = ribbons.grab().toImage(), plotted = plot.grab().toImage();
        if (i % 9 != 0) continue;
        RibbonsView anew(look);
        SizePlot plotAnew(look);
        make(anew), make(plotAnew);
        show(anew, plotAnew);
        QVERIFY2(anew.grab().toImage() == stepped, qPrintable(QString::number(way[i])));
        QVERIFY2(plotAnew.grab().toImage() == plotted, qPrintable(QString::number(way[i])));
        QVERIFY(plotted != before);
        before = plotted;
    }
    // Another theme is another picture.
    look.setDark(true);
    show(ribbons, plot);
    RibbonsView anew(look);
    make(anew);
    anew.setModel(model.get());
    anew.setMoment(momentOf(world));
    QVERIFY(anew.grab().toImage() == ribbons.grab().toImage());
}

void TestCompaction::anIconIsDrawnOnce() {
    const auto key = [](const char* name, const QColor& color, int size, double ratio) {
        return tintedIcon(QLatin1String(name), color, size, ratio).cacheKey();
    };
    const qint64 one = key("check", Qt::black, 12, 1);
    QCOMPARE(key("check", Qt::black, 12, 1), one);
    QVERIFY(key("cross", Qt::black, 12, 1) != one);
    QVERIFY(key("check", Qt::white, 12, 1) != one);
    QVERIFY(key("check", Qt::black, 13, 1) != one);
    QVERIFY(key("check", Qt::black, 12, 1.5) != one);
    QCOMPARE(tintedIcon(QStringLiteral("check"), Qt::black, 12, 1.5).devicePixelRatio(), 1.5);
}

QTEST_MAIN(TestCompaction)
#include "test_compaction.moc"

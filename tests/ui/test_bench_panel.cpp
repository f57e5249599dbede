// The benchmark's panel, driven with a real mouse: tiny real runs of vitrine-cli, a cancel, files good and bad, pictures.
#include <QDir>
#include <QFileDialog>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <set>

#include "tests/support/bench_sample.h"
#include "tests/support/places.h"
#include "ui/panels/bench_panel.h"
#include "ui/shell/main_window.h"

using namespace vitrine;
using namespace vitrine::ui;

namespace {

constexpr int kHangMs = 120'000;

/// A panel of its own for each test, with a directory to measure in.
struct Bench {
    Look look;
    QTemporaryDir directory;
    BenchPanel panel;
    QSignalSpy measured{&panel.process(), &BenchProcess::measured};
    QSignalSpy failed{&panel.process(), &BenchProcess::failed};
    QSignalSpy progressed{&panel.process(), &BenchProcess::progressed};

    explicit Bench(const QString& program = QString::fromStdString(test::programDirectory() + "/vitrine-cli"))
        : panel(look, program) {
        panel.resize(1500, 800);
        panel.show();
        if (!QTest::qWaitForWindowExposed(&panel)) qFatal("the panel is not shown");
    }
    template <class Widget = QWidget>
    Widget* find(const QString& name) {
        auto* widget = panel.findChild<Widget*>(name);
        if (!widget) qFatal("there is no %s", qPrintable(name));
        return widget;
    }
    /// Where a person would click: in a button's middle, at a box's tick.
    void click(const QString& name) {
        auto* widget = find(name);
        if (auto* scroll = find<QScrollArea>(QStringLiteral("benchChoices")); scroll->isAncestorOf(widget))
            scroll->ensureWidgetVisible(widget);
        const bool box = qobject_cast<QCheckBox*>(widget);
        QTest::mouseClick(widget, Qt::LeftButton, {}, box ? QPoint(8, widget->height() / 2) : QPoint());
    }
    bool ready() {
        return QTest::qWaitFor([&] { return panel.findChild<QCheckBox*>(QStringLiteral("workload-fillrandom")); },
                               kHangMs);
    }
    bool idle() {
        return QTest::qWaitFor([&] { return panel.process().state() == BenchProcess::State::idle; }, kHangMs);
    }
    void type(const QString& field, const QString& text) {
        auto* edit = find<QLineEdit>(field);
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    /// Chooses those workloads and our engine alone.
    void choose(const QStringList& workloads, const QString& keys, const QString& rounds) {
        click(QStringLiteral("benchNone"));
        for (const QString& name : workloads) click(QStringLiteral("workload-") + name);
        for (QCheckBox* box : panel.findChildren<QCheckBox*>())
            if (box->objectName().startsWith(QStringLiteral("engine-")) && box->isEnabled() && box->isChecked() &&
                box->text() != QStringLiteral("Vitrine log"))
                click(box->objectName());
        type(QStringLiteral("benchKeys"), keys);
        type(QStringLiteral("benchRounds"), rounds);
        type(QStringLiteral("benchDirectory"), directory.path());
    }
    QString text(const char* label) { return find<QLabel>(QString::fromLatin1(label))->text(); }
    /// Whether a card's title row says that.
    bool says(const QString& card, const QString& words) {
        const auto labels = find(card)->findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* one) { return one->text().contains(words); });
    }
    BenchPlot* plot() { return find<BenchPlot>(QStringLiteral("benchPlot")); }
    BenchTable* table() { return find<BenchTable>(QStringLiteral("benchTable")); }
    /// Answers the file dialog as a person types it.
    bool chooseFile(const QString& path) {
        QFileDialog* dialog = nullptr;
        if (!QTest::qWaitFor([&] { return (dialog = panel.findChild<QFileDialog*>()) && dialog->isVisible(); },
                             kHangMs))
            return false;
        auto* name = dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
        name->setText(path);
        QTest::keyClick(name, Qt::Key_Return);
        return QTest::qWaitFor([&] { return !panel.findChild<QFileDialog*>(); }, kHangMs);
    }
    QString write(const QString& name, const QByteArray& contents) const {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(contents) != contents.size()) qFatal("no file");
        return file.fileName();
    }
    void show(const QByteArray& json) {
        const auto report = readBenchReport(json, QStringLiteral("it"));
        if (!report) qFatal("%s", report.error().message.c_str());
        panel.showReport(*report);
    }
};

int differentColours(const QImage& image) {
    std::set<QRgb> seen;
    for (int y = 0; y < image.height(); y += 2)
        for (int x = 0; x < image.width(); x += 2) seen.insert(image.pixel(x, y));
    return static_cast<int>(seen.size());
}

}  // namespace

class TestBenchPanel : public QObject {
    Q_OBJECT

  private Q_SLOTS:
    void aRunIsShownAsPlotAndTable() {
        Bench bench;
        QVERIFY(bench.ready());
        QVERIFY(bench.plot()->hint().contains(QStringLiteral("press Measure")));
        bench.choose({QStringLiteral("fillrandom"), QStringLiteral("readrandom")}, QStringLiteral("2000"),
                     QStringLiteral("1"));
        QCOMPARE(bench.text("benchEstimate"), QStringLiteral("3 measurements"));  // fillrandom has two guarantees
        QSignalSpy told(&bench.panel, &BenchPanel::progressChanged);
        bench.click(QStringLiteral("benchMeasure"));
        QVERIFY(bench.find(QStringLiteral("benchCancel"))->isVisible());
        QVERIFY2(bench.plot()->hint().contains(QStringLiteral("when the run has ended")),
                 qPrintable(bench.plot()->hint()));
        bench.click(QStringLiteral("benchLatency"));  // the panel answers while it runs
        QCOMPARE(bench.plot()->kind(), BenchPlot::Kind::latency);
        QVERIFY(bench.idle());
        QCOMPARE(bench.failed.count(), 0);
        QCOMPARE(bench.measured.count(), 1);
        QVERIFY(bench.panel.report());
        QCOMPARE(bench.panel.report()->series.size(), std::size_t{3});
        for (const BenchSeries& one : bench.panel.report()->series)
            QVERIFY2(one.measured(), qPrintable(one.notMeasured));
        const auto last = bench.progressed.last().at(0).value<BenchProgressLine>();
        QCOMPARE(last.total, std::uint64_t{3});
        QCOMPARE(last.doing, QStringLiteral("the machine's limits"));  // once more at the end
        const auto before = bench.progressed.at(bench.progressed.count() - 2).at(0).value<BenchProgressLine>();
        QVERIFY2(before.doing.contains(QStringLiteral("Vitrine log, round 1 of 1")), qPrintable(before.doing));
        QVERIFY(std::ranges::any_of(told, [](const auto& one) { return one.at(0) == QStringLiteral("3/3"); }));
        QCOMPARE(told.last().at(0).toString(), QString());
        QCOMPARE(bench.table()->results().rowCount(), 3 + 3);
        bench.click(QStringLiteral("benchRates"));
        QVERIFY(bench.plot()->hint().isEmpty());
        QVERIFY(bench.plot()->positionOf(QStringLiteral("Vitrine log"), 2).x() > 0);
        QVERIFY(QDir(bench.directory.path()).isEmpty());
        QVERIFY(!bench.find(QStringLiteral("benchCancel"))->isVisible());
        QVERIFY(bench.find(QStringLiteral("benchMeasure"))->isEnabled());
    }

    void aCancelKeepsWhatWasMeasured() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.choose({QStringLiteral("fillbatch"), QStringLiteral("readhot")}, QStringLiteral("2000"),
                     QStringLiteral("1000"));
        bench.click(QStringLiteral("benchMeasure"));
        const auto at = [&] {
            return bench.progressed.isEmpty() ? 0 : bench.progressed.last().at(0).value<BenchProgressLine>().at;
        };
        QVERIFY(QTest::qWaitFor([&] { return at() >= 3; }, kHangMs));
        QVERIFY(!QDir(bench.directory.path()).isEmpty());
        bench.click(QStringLiteral("benchCancel"));
        QVERIFY(!bench.find(QStringLiteral("benchCancel"))->isEnabled());
        QVERIFY(bench.idle());
        QVERIFY(bench.panel.report());
        QVERIFY(bench.panel.report()->cancelled);
        const BenchSeries& first = bench.panel.report()->series.at(0);
        QVERIFY(first.rounds >= 2 && first.rounds < 1000);
        QVERIFY(bench.panel.report()->series.at(1).notMeasured.contains(QStringLiteral("cancelled")));
        QVERIFY(bench.text("benchNote")
                    .startsWith(QStringLiteral("Cancelled: %1 of 2,000 measurements").arg(first.rounds)));
        QVERIFY(bench.table()
                    ->results()
                    .index(1, BenchTableModel::spread)
                    .data()
                    .toString()
                    .endsWith(QStringLiteral("of 1000 rounds")));
        QVERIFY2(QDir(bench.directory.path()).isEmpty(), "what it made is removed again");
    }

    void aRunThatIsKilledIsToldAndClearedAway() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.choose({QStringLiteral("fillbatch")}, QStringLiteral("2000"), QStringLiteral("1000"));
        bench.click(QStringLiteral("benchMeasure"));
        QVERIFY(QTest::qWaitFor([&] { return !bench.progressed.isEmpty(); }, kHangMs));
        const QStringList made = QDir(bench.directory.path()).entryList({QStringLiteral("vitrine-bench-*")});
        QCOMPARE(made.size(), 1);
        ::kill(made.first().section(QLatin1Char('-'), -1).toInt(), SIGKILL);
        QVERIFY(bench.idle());
        QTRY_VERIFY2(bench.text("benchMessage").contains(QStringLiteral("was ended by signal 9")),
                     qPrintable(bench.text("benchMessage")));
        QVERIFY(QDir(bench.directory.path()).isEmpty());
        QVERIFY(bench.find(QStringLiteral("benchMeasure"))->isEnabled());
    }

    void closingTheWindowEndsTheRun() {
        QTemporaryDir directory;
        {
            Bench bench;
            QVERIFY(bench.ready());
            bench.choose({QStringLiteral("fillbatch")}, QStringLiteral("2000"), QStringLiteral("1000"));
            bench.type(QStringLiteral("benchDirectory"), directory.path());
            bench.click(QStringLiteral("benchMeasure"));
            QVERIFY(QTest::qWaitFor([&] { return !QDir(directory.path()).isEmpty(); }, kHangMs));
        }
        QVERIFY(QDir(directory.path()).isEmpty());
    }

    void anEngineThatIsNotHereIsGreyWithTheReason() {
        Bench bench;
        QVERIFY(bench.ready());
        int engines = 0;
        for (const QCheckBox* box : bench.panel.findChildren<QCheckBox*>()) {
            if (!box->objectName().startsWith(QStringLiteral("engine-"))) continue;
            ++engines;
            QCOMPARE(box->isEnabled(), !box->toolTip().contains(QStringLiteral("not in this build: needs lib")));
            QVERIFY(box->isEnabled() || !box->isChecked());
        }
        QCOMPARE(engines, 6);
    }

    void whatCannotBeMeasuredIsSaidBefore() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.choose({QStringLiteral("fillrandom")}, QStringLiteral("2000"), QStringLiteral("1"));
        QVERIFY(bench.find(QStringLiteral("benchMeasure"))->isEnabled());
        bench.type(QStringLiteral("benchDirectory"), QStringLiteral("/nowhere/at/all"));
        QVERIFY(!bench.find(QStringLiteral("benchMeasure"))->isEnabled());
        QCOMPARE(bench.text("benchEstimate"), QStringLiteral("The directory /nowhere/at/all is not there."));
    }

    void withoutTheProgramItSaysWhatToDo() {
        const QTemporaryDir place;
        const QString program = place.filePath(QStringLiteral("vitrine-cli"));
        Bench bench(program);
        QTRY_VERIFY(!bench.text("benchMessage").isEmpty());
        const QString says = bench.text("benchMessage");
        QVERIFY2(says.contains(program) && says.contains(QStringLiteral("app/build.sh release vitrine-cli")),
                 qPrintable(says));
        // It is looked for again, and used once it is there.
        QVERIFY(QFile::link(QString::fromStdString(test::programDirectory() + "/vitrine-cli"), program));
        QCOMPARE(bench.find<FlatButton>(QStringLiteral("benchMeasure"))->text(), QStringLiteral("Look again"));
        bench.click(QStringLiteral("benchMeasure"));
        QVERIFY(bench.ready());
        QVERIFY(!bench.find(QStringLiteral("benchMessage"))->isVisible());
    }

    void aProgramThatFailsIsTold_data() {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("says");
        QTest::newRow("complains") << QByteArray("echo 'vitrine-cli: no room' >&2; exit 2")
                                   << QStringLiteral("vitrine-cli: no room");
        QTest::newRow("says nothing") << QByteArray("exit 3") << QStringLiteral("ended with status 3");
        QTest::newRow("is killed") << QByteArray("kill -9 $$") << QStringLiteral("was ended by signal 9");
        QTest::newRow("is another") << QByteArray("echo hello") << QStringLiteral("it is not JSON");
    }
    void aProgramThatFailsIsTold() {
        QFETCH(QByteArray, script);
        QFETCH(QString, says);
        const QTemporaryDir place;
        QFile file(place.filePath(QStringLiteral("vitrine-cli")));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("#!/bin/sh\n" + script + "\n") > 0);
        file.close();
        QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
        Bench bench(file.fileName());
        QTRY_VERIFY2(bench.text("benchMessage").contains(says), qPrintable(bench.text("benchMessage")));
    }

    void aSavedReportIsOpenedAgain() {
        Bench bench;
        bench.show(test::benchSample());
        const QString path = bench.directory.filePath(QStringLiteral("report.json"));
        bench.click(QStringLiteral("benchSave"));
        QVERIFY(bench.chooseFile(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), test::benchSample());
        Bench other;
        other.click(QStringLiteral("benchOpen"));
        QVERIFY(other.chooseFile(path));
        QVERIFY(other.panel.report());
        QCOMPARE(other.table()->results().rowCount(), bench.table()->results().rowCount());
    }

    void aReportSaysWhereItIsFrom() {
        Bench bench;
        const QString path = bench.write(QStringLiteral("report.json"), test::benchSample());
        bench.click(QStringLiteral("benchOpen"));
        QVERIFY(bench.chooseFile(path));
        QVERIFY(bench.says(QStringLiteral("benchTableCard"), QStringLiteral("report.json, of 2026-01-02")));
        bench.show(test::benchSample());
        QVERIFY(bench.says(QStringLiteral("benchTableCard"), QStringLiteral("measured here at 2026-01-02")));
        QVERIFY(!bench.says(QStringLiteral("benchTableCard"), QStringLiteral("report.json")));
    }

    void anEarlierReportIsToldFromTheOneToCome() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.show(test::benchSample());
        bench.choose({QStringLiteral("fillbatch")}, QStringLiteral("2000"), QStringLiteral("1"));
        QCOMPARE(bench.text("benchNote"), QString());
        bench.click(QStringLiteral("benchMeasure"));
        QVERIFY2(bench.text("benchNote").startsWith(QStringLiteral("The report of 2026-01-02")) &&
                     bench.text("benchNote").endsWith(QStringLiteral("still shown while the next is measured.")),
                 qPrintable(bench.text("benchNote")));
        QVERIFY(bench.find(QStringLiteral("benchNote"))->isVisible());
        QVERIFY(bench.idle());
        QTRY_COMPARE(bench.measured.count(), 1);
        QCOMPARE(bench.text("benchNote"), QString());
        // A run that comes to nothing leaves the earlier report as it was.
        bench.choose({QStringLiteral("fillbatch")}, QStringLiteral("2000"), QStringLiteral("1000"));
        bench.click(QStringLiteral("benchMeasure"));
        QVERIFY(!bench.text("benchNote").isEmpty());
        bench.click(QStringLiteral("benchCancel"));
        QVERIFY(bench.idle());
        QVERIFY(!bench.text("benchNote").contains(QStringLiteral("still shown")));
    }

    void whatIsTypedAndWhatIsWrongWithItCanBeReadWhole() {
        Bench bench;
        QVERIFY(bench.ready());
        bench.choose({QStringLiteral("fillrandom")}, QStringLiteral("1000,10000,100000,1000000"), QStringLiteral("3"));
        auto* keys = bench.find<QLineEdit>(QStringLiteral("benchKeys"));
        QVERIFY(keys->fontMetrics().horizontalAdvance(keys->text()) + bench.look.px(12) < keys->width());
        auto* estimate = bench.find<QLabel>(QStringLiteral("benchEstimate"));
        const auto whole = [&] { return estimate->height() >= estimate->heightForWidth(estimate->width()); };
        bench.type(QStringLiteral("benchKeys"), QStringLiteral("1k"));
        QVERIFY(estimate->text().contains(QStringLiteral("1 to 1000000000")));
        QTRY_VERIFY(whole());
        bench.type(QStringLiteral("benchKeys"), QStringLiteral("1000"));
        bench.type(QStringLiteral("benchDirectory"), QStringLiteral("/nowhere") + QString(90, QLatin1Char('x')));
        QTRY_VERIFY(whole() && estimate->height() > 3 * estimate->fontMetrics().height());
    }

    void everyColumnIsInSightOfANarrowWindow() {
        Bench bench;
        bench.show(test::benchSampleOfMany());
        for (const double scale : {1.0, 1.5}) {
            bench.look.setScale(scale);
            bench.panel.resize(bench.look.px(1260), bench.look.px(680));
            QTRY_COMPARE(bench.panel.width(), bench.look.px(1260));
            QTRY_COMPARE(bench.table()->horizontalScrollBar()->maximum(), 0);
        }
    }

    void everyPlaceIsNamed_data() {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<QSize>("size");
        for (const char* kind : {"benchRates", "benchLatency"})
            for (const QSize size : {QSize(1580, 860), QSize(1260, 680), QSize(900, 560)})
                QTest::addRow("%s at %d", kind, size.width()) << QString::fromLatin1(kind) << size;
    }
    void everyPlaceIsNamed() {
        QFETCH(QString, kind);
        QFETCH(QSize, size);
        Bench bench;
        bench.show(test::benchSampleOfMany());
        bench.panel.resize(size);
        bench.click(kind);
        QTRY_COMPARE(bench.panel.size(), size);
        const QString path = bench.directory.filePath(QStringLiteral("plot.svg"));
        QVERIFY(bench.plot()->save(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(file.readAll());
        for (const char* workload : {"fillrandom", "overwrite", "readrandom"})
            for (const char* guarantee : {"process", "buffered"})
                for (const char* keys : {"1 k keys", "10 k keys", "100 k keys"}) {
                    const QString name =
                        QStringLiteral("%1 · %2 · %3")
                            .arg(QLatin1String(workload), QLatin1String(guarantee), QLatin1String(keys));
                    QVERIFY2(svg.contains(QLatin1Char('>') + name + QLatin1Char('<')), qPrintable(name));
                }
    }

    void aSavedPlotSaysWhatItShows() {
        Bench bench;
        bench.show(test::benchSample());
        const QString svgPath = bench.directory.filePath(QStringLiteral("plot.svg")),
                      pngPath = bench.directory.filePath(QStringLiteral("plot.png"));
        bench.click(QStringLiteral("benchOverKeys"));
        QVERIFY(bench.plot()->save(svgPath) && bench.plot()->save(pngPath));
        QFile file(svgPath);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString svg = QString::fromUtf8(file.readAll());
        for (const char* words :
             {"Time over keys · readrandom, process-crash-safe", "Test machine × 2 · ext4 · 2026-01-02",
              "1,000 / 1,000,000 keys of 16 bytes, values of 100", "medians of 2 rounds"})
            QVERIFY2(svg.contains(QString::fromUtf8(words)), words);
        // In the picture the heading stands above the plot.
        const QImage picture(pngPath);
        const int heading = picture.height() - 2 * bench.plot()->canvas()->height();
        QVERIFY(heading > 60);
        QVERIFY(differentColours(picture.copy(0, 0, picture.width(), heading)) > 8);
    }

    void aBadFileLeavesWhatIsShown() {
        Bench bench;
        bench.show(test::benchSample());
        const BenchReport* before = bench.panel.report();
        const QString path = bench.write(QStringLiteral("cut.json"), test::benchSample().left(700));
        bench.click(QStringLiteral("benchOpen"));
        QVERIFY(bench.chooseFile(path));
        QVERIFY2(bench.text("benchNote").startsWith(path + QStringLiteral(" is cut short")),
                 qPrintable(bench.text("benchNote")));
        QCOMPARE(bench.panel.report(), before);
    }

    void thePlotIsSavedInEachFormat_data() {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("png") << QStringLiteral("plot.png") << QByteArray("\x89PNG");
        QTest::newRow("svg") << QStringLiteral("plot.svg") << QByteArray("<?xml");
        QTest::newRow("pdf") << QStringLiteral("plot.pdf") << QByteArray("%PDF");
    }
    void thePlotIsSavedInEachFormat() {
        QFETCH(QString, name);
        QFETCH(QByteArray, begins);
        Bench bench;
        bench.show(test::benchSample());
        const QString path = bench.directory.filePath(name);
        bench.click(QStringLiteral("benchSavePlot"));
        QVERIFY(bench.chooseFile(path));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray picture = file.readAll();
        QVERIFY(picture.startsWith(begins));
        QCOMPARE(bench.text("benchNote"), QStringLiteral("Saved as %1.").arg(path));
        if (name.endsWith(QStringLiteral("png"))) QVERIFY(differentColours(QImage(path)) > 8);
        if (name.endsWith(QStringLiteral("svg"))) QVERIFY(picture.contains("LevelDB"));
    }

    void aPlotThatCannotBeSavedSaysWhy() {
        Bench bench;
        bench.show(test::benchSample());
        const Status nowhere = bench.plot()->save(QStringLiteral("/nowhere/at/all.png"));
        QVERIFY(!nowhere);
        QVERIFY(describe(nowhere.error()).find("/nowhere/at/all.png") != std::string::npos);
        QCOMPARE(bench.plot()->save(bench.directory.filePath(QStringLiteral("plot.bmp"))).error().code,
                 ErrorCode::invalidArgument);
        QVERIFY(QDir(bench.directory.path()).isEmpty());
    }

    void valuesAreSaidWherePointedAt() {
        Bench bench;
        bench.show(test::benchSample());
        BenchPlot& plot = *bench.plot();
        QVERIFY(!plot.linear());  // puts are thousands of times slower than gets here
        QCOMPARE(plot.legend(), (QStringList{QStringLiteral("Vitrine log"), QStringLiteral("LevelDB"),
                                             QStringLiteral("the machine’s limit")}));
        QTRY_VERIFY(!plot.tipAt(plot.positionOf(QStringLiteral("LevelDB"))).isEmpty());
        const QString tip = plot.tipAt(plot.positionOf(QStringLiteral("LevelDB")));
        QVERIFY2(tip.contains(QStringLiteral("400/s")) && tip.contains(QStringLiteral("ours is 2.50 times as fast")) &&
                     tip.contains(QStringLiteral("13 % of what the machine can do: write(2)")),
                 qPrintable(tip));
        QVERIFY(plot.tipAt(QPoint(2, plot.height() - 2)).isEmpty());
        bench.click(QStringLiteral("benchLinear"));
        QCOMPARE(plot.visibleValues().first, 0.0);
        bench.click(QStringLiteral("benchLatency"));
        QVERIFY(plot.tipAt(plot.positionOf(QStringLiteral("LevelDB"), 3)).contains(QStringLiteral("longest 2.00 ms")));
    }

    void theWheelZoomsAndADoubleClickShowsAll() {
        Bench bench;
        bench.show(test::benchSample());
        BenchPlot& plot = *bench.plot();
        QTRY_VERIFY(plot.positionOf(QStringLiteral("LevelDB")).x() > 60);
        const auto all = plot.visibleValues();
        const QPointF middle(plot.canvas()->rect().center());
        QWheelEvent wheel(middle, plot.canvas()->mapToGlobal(middle), {}, QPoint(0, 240), Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot.canvas(), &wheel);
        QVERIFY(plot.visibleValues().first > all.first && plot.visibleValues().second < all.second);
        QTest::mouseDClick(plot.canvas(), Qt::LeftButton, {}, middle.toPoint());
        QCOMPARE(plot.visibleValues(), all);
    }

    void timeGrowsOverKeys() {
        Bench bench;
        bench.show(test::benchSample());
        QCOMPARE(BenchPlot::keysChoices(*bench.panel.report()),
                 QStringList{QStringLiteral("readrandom, process-crash-safe")});
        bench.click(QStringLiteral("benchOverKeys"));
        BenchPlot& plot = *bench.plot();
        QVERIFY(plot.hint().isEmpty());
        QVERIFY(bench.find(QStringLiteral("benchKeysChoice"))->isVisible());
        QVERIFY(plot.legend().contains(QStringLiteral("the machine’s limit")));
        const QPoint few = plot.positionOf(QStringLiteral("Vitrine log"), 0),
                     many = plot.positionOf(QStringLiteral("Vitrine log"), 1);
        QVERIFY(few.x() < many.x() && few.y() > many.y());  // more keys to the right, more time upwards
    }

    void withOneNumberOfKeysThePlotSaysHowToGetIt() {
        Bench bench;
        QByteArray one = test::benchSample();
        one.replace("\"keys\": 1000000.0", "\"keys\": 1000.0");
        bench.show(one);
        bench.click(QStringLiteral("benchOverKeys"));
        QVERIFY2(bench.plot()->hint().contains(QStringLiteral("10000,100000")), qPrintable(bench.plot()->hint()));
    }

    void theLayoutIsOneKeyAway() {
        Look look;
        Bridge bridge;
        MainWindow window(look, bridge);
        window.resize(1600, 1000);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.startEmpty();
        QSignalSpy finished(&bridge.engine(), &EngineThread::finished);
        QVERIFY(!window.findChild<BenchPanel*>());  // nobody pays for it before
        QTest::keyClick(&window, Qt::Key_4, Qt::ControlModifier);
        auto* panel = window.findChild<BenchPanel*>();
        QVERIFY(panel && panel->isVisible());
        QVERIFY(window.findChild<QPushButton*>(QStringLiteral("layoutBenchmark"))->isChecked());
        QVERIFY(!window.findChild<QWidget*>(QStringLiteral("bytesPanel"))->isVisible());
        QTest::mouseClick(window.findChild<QWidget*>(QStringLiteral("put")), Qt::LeftButton);  // the session goes on
        QTRY_COMPARE(finished.count(), 1);
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QVERIFY(window.findChild<QWidget*>(QStringLiteral("bytesPanel"))->isVisible() && !panel->isVisible());
        QTest::mouseClick(window.findChild<QWidget*>(QStringLiteral("layoutBenchmark")), Qt::LeftButton);
        QVERIFY(panel->isVisible());
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QVERIFY(window.findChild<QWidget*>(QStringLiteral("ribbonsPanel"))->isVisible());
    }

    void theBarStandsStillWhileItMeasures_data() {
        QTest::addColumn<int>("width");
        for (const int width : {1600, 1280, 1100}) QTest::addRow("%d", width) << width;
    }
    void theBarStandsStillWhileItMeasures() {
        QFETCH(int, width);
        Look look;
        Bridge bridge;
        MainWindow window(look, bridge);
        window.resize(width, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.chooseLayout(Layout::benchmark);
        auto* panel = window.findChild<BenchPanel*>();
        auto* bar = window.findChild<QWidget*>(QStringLiteral("commandBar"));
        auto* button = window.findChild<QPushButton*>(QStringLiteral("layoutBenchmark"));
        const auto places = [&] {
            std::vector<QRect> found;
            for (const QWidget* widget : bar->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
                if (widget->isVisible()) found.push_back(widget->geometry());
            std::ranges::sort(found, {}, [](const QRect& one) { return one.left(); });
            return found;
        };
        // No two neighbours touch, once the bar has found its words.
        const auto apart = [&] {
            const std::vector<QRect> now = places();
            return std::ranges::adjacent_find(now, [](const QRect& one, const QRect& next) {
                       return next.left() - one.right() <= 4;
                   }) == now.end();
        };
        QTRY_COMPARE(panel->process().state(), BenchProcess::State::idle);
        QTRY_VERIFY(apart());
        const std::vector<QRect> before = places();
        const QImage still = button->grab().toImage();
        Q_EMIT panel->progressChanged(QStringLiteral("126/180"), 0.5);
        QTRY_COMPARE(places(), before);
        QVERIFY(button->toolTip().contains(QStringLiteral("126/180")));
        QVERIFY(button->grab().toImage() != still);
        Q_EMIT panel->progressChanged({}, 0);
        QVERIFY(button->grab().toImage() == still);
        QVERIFY(!button->toolTip().contains(QStringLiteral("126/180")));
    }

    void theSentenceComesWhenItHasSomethingToSay() {
        Look look;
        Bridge bridge;
        MainWindow window(look, bridge);
        window.resize(1280, 800);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        window.startEmpty();
        auto* sentence = window.findChild<QWidget*>(QStringLiteral("sentencePanel"));
        QVERIFY(sentence->isVisible());
        window.chooseLayout(Layout::benchmark);
        QVERIFY(!sentence->isVisible());
        bridge.run(QStringLiteral("nonsense"));  // is no operation, but told
        QTRY_VERIFY(sentence->isVisible());
        QTest::mouseClick(window.findChild<QWidget*>(QStringLiteral("put")), Qt::LeftButton);
        QTRY_VERIFY(bridge.cursor().moment().scene && bridge.cursor().moment().timeline().operationCount() > 0);
        QVERIFY(sentence->isVisible());
        window.chooseLayout(Layout::bytes);
        QVERIFY(sentence->isVisible());
    }
};

QTEST_MAIN(TestBenchPanel)
#include "test_bench_panel.moc"

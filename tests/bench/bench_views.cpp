// How long a step costs each view with much in it: giving it the moment, and painting it. A frame has 16 ms.
// bench_views [scroll | segments]
#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QScrollBar>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <vector>

#include "tests/support/ui_world.h"
#include "ui/models/compaction_model.h"
#include "ui/panels/index_panel.h"
#include "ui/panels/segments_panel.h"
#include "ui/plots/size_plot.h"
#include "ui/views/bytes_view.h"
#include "ui/views/compaction_views.h"
#include "ui/views/index_view.h"
#include "ui/views/record_view.h"
#include "ui/views/ribbons_view.h"
#include "ui/views/segments_view.h"
#include "ui/views/step_view.h"
#include "ui/views/timeline_view.h"

using namespace vitrine;
using namespace vitrine::ui;
using vitrine::test::UiWorld;

namespace {

struct Times {
    std::vector<double> given, painted;
};

void report(const char* history, const char* view, Times& times) {
    const auto median = [](std::vector<double>& ms) {
        std::ranges::sort(ms);
        return ms[ms.size() / 2];
    };
    const double given = median(times.given), painted = median(times.painted);
    std::printf("%-28s %-12s moment %7.2f ms (worst %7.2f)   paint %7.2f ms (worst %7.2f)\n", history, view, given,
                times.given.back(), painted, times.painted.back());
    std::fflush(stdout);
}

/// Steps back from the end `steps` times and gives each moment to the widget.
void measure(const char* history, const char* name, UiWorld& world, QWidget& widget, QSize size, int steps,
             const std::function<void(const Moment&)>& give) {
    widget.resize(size);
    widget.show();
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    Times times;
    FactId at = world.timeline().end();
    for (int i = 0; i < steps; ++i) {
        world.seek(at);
        Moment moment;
        moment.scene = &world.scene();
        moment.stepBegin = world.stepBegin();
        moment.live = i == 0;
        QElapsedTimer timer;
        timer.start();
        give(moment);
        const double given = static_cast<double>(timer.nsecsElapsed()) / 1e6;
        timer.restart();
        widget.render(&image);
        if (i > 0) {
            times.given.push_back(given);
            times.painted.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        at = world.timeline().previousStep(at);
    }
    report(history, name, times);
    widget.hide();
}

template <class View>
void measureView(const char* history, const char* name, UiWorld& world, Look& look, QSize size, int steps = 30) {
    View view(look, nullptr);
    measure(history, name, world, view, size, steps, [&](const Moment& moment) { view.setMoment(moment); });
}

void measureAll(const char* history, UiWorld& world, Look& look) {
    measureView<SegmentsView>(history, "segments", world, look, {850, 150});
    measureView<SegmentsView>(history, "segments 4k", world, look, {2800, 900});
    measureView<BytesView>(history, "bytes", world, look, {850, 342});
    measureView<IndexView>(history, "index", world, look, {376, 346});
    measureView<RecordView>(history, "record", world, look, {376, 182});
    measureView<StepView>(history, "step", world, look, {270, 108});
    measureView<TimelineView>(history, "timeline", world, look, {1550, 86});
    SizePlot plot(look);
    measure(history, "plot", world, plot, {830, 170}, 30, [&](const Moment& moment) { plot.setMoment(moment); });
}

void measureCompaction(const char* history, UiWorld& world, Look& look) {
    std::unique_ptr<CompactionModel> model;
    RibbonsView ribbons(look, nullptr);
    CompactionStepsView steps(look, nullptr);
    const auto read = [&](const Moment& moment) {
        const auto here = moment.timeline().stepAt(moment.position());
        if (model && here && model->covers(*here))
            model->follow(moment.timeline());
        else
            model = CompactionModel::at(moment);
    };
    measure(history, "ribbons", world, ribbons, {1240, 400}, 40, [&](const Moment& moment) {
        read(moment);
        ribbons.setModel(model.get());
        ribbons.setMoment(moment);
    });
    measure(history, "steps", world, steps, {270, 400}, 40, [&](const Moment& moment) {
        read(moment);
        steps.setModel(model.get());
        steps.setMoment(moment);
    });
    measureView<SegmentsView>(history, "segments", world, look, {850, 150}, 40);
    measureView<IndexView>(history, "index", world, look, {376, 346}, 40);
}

/// Scrolls through a file of the disk, and a file of the history of the same look: what a wheel's notch costs.
void measureScroll(const char* name, BytesView& view, QSize size) {
    view.resize(size);
    view.show();
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    auto* bar = view.findChild<QScrollBar*>(QStringLiteral("bytesScroll"));
    Times times;
    for (int i = 0; i < 400; ++i) {
        QElapsedTimer timer;
        timer.start();
        // Every fifth notch is a jump somewhere else.
        if (i % 5 == 0) bar->setValue(static_cast<int>(static_cast<std::int64_t>(bar->maximum()) * ((i * 37) % 400) / 400));
        else bar->setValue(bar->value() + 3);
        times.given.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        timer.restart();
        view.render(&image);
        times.painted.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    report("scrolling bytes", name, times);
    view.hide();
}

void measureScrolls(Look& look) {
    const QSize size(850, 700);
    {
        UiWorld world(8 << 20);
        world.run("fill 50000 keys=seq value=60 seed=1");
        BytesView view(look);
        Moment moment;
        moment.scene = &world.scene();
        view.resize(size);
        view.setMoment(moment);
        measureScroll("history", view, size);
    }
    QTemporaryDir directory;
    const auto made = [&](const char* name, const Bytes& begin, std::uint64_t bytes) {
        QFile file(directory.filePath(QLatin1String(name)));
        if (!file.open(QIODevice::WriteOnly)) return file.fileName().toStdString();
        file.write(begin.data(), static_cast<qint64>(begin.size()));
        file.resize(static_cast<qint64>(bytes));
        return file.fileName().toStdString();
    };
    const auto scroll = [&](const char* name, const std::string& path) {
        BytesView view(look);
        view.resize(size);
        view.showFile(*FileOnDisk::open(path));
        measureScroll(name, view, size);
    };
    Bytes mixture(32 << 20, '\0');
    for (std::size_t i = 0; i < mixture.size(); ++i) mixture[i] = static_cast<char>(i * 2654435761U >> 13);
    scroll("32 MiB", made("small.bin", mixture, mixture.size()));
    scroll("10 GiB", made("large.bin", mixture, std::uint64_t{10} << 30));
    UiWorld world(8 << 20);
    world.run("fill 50000 keys=seq value=60 seed=1");
    auto segment = world.session().disk()->open("0000000001.log", OpenMode::readOnly);
    Bytes log((*segment)->size().value(), '\0');
    log.resize((*segment)->read(0, log).value());
    scroll("10 GiB log", made("0000000001.log", log, std::uint64_t{10} << 30));
}

/// A history of very many small segments: what a step costs while they all have rows.
void measureManySegments(Look& look, int records) {
    UiWorld world(256);
    world.run(QStringLiteral("fill %1 keys=seq value=20 seed=1").arg(records).toStdString());
    world.run("put user:1 Ada");
    world.run("put user:2 Grace");
    world.run("del user:1");
    world.run("sync");
    world.run("put user:3 Edsger");
    const QString history = QStringLiteral("%1 segments").arg(world.scene().files().size());
    measureView<SegmentsView>(history.toUtf8().constData(), "segments", world, look, {850, 150}, 30);
    measureView<SegmentsView>(history.toUtf8().constData(), "segments 4k", world, look, {2800, 900}, 30);
    SegmentsPanel panel(look);
    measure(history.toUtf8().constData(), "segments card", world, panel, {870, 204}, 30,
            [&](const Moment& moment) { panel.view()->setMoment(moment); });
}

int measured(const std::string& what, Look& look) {
    if (what == "scroll") measureScrolls(look);
    if (what == "segments")
        for (const int records : {2'000, 12'000, 50'000}) measureManySegments(look, records);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    Look look;
    if (argc > 1) return measured(argv[1], look);
    measureScrolls(look);
    for (const int records : {2'000, 12'000, 50'000}) measureManySegments(look, records);
    {
        UiWorld world(64 << 10);
        world.run("fill 33000 keys=seq value=60 seed=1");
        world.run("put user:1 Ada");
        world.run("put user:2 Grace");
        world.run("sync");
        measureAll("47 segments of 64 KiB", world, look);
    }
    {
        UiWorld world(1 << 20);
        world.run("fill 80000 keys=seq value=20 seed=1");
        world.run("put user:1 Ada");
        measureAll("80,000 keys", world, look);
    }
    {
        UiWorld world(1 << 20);
        world.run("fill 30000 keys=seq value=20 seed=1");
        world.run("put user:1 Ada");
        measureView<IndexView>("30,000 keys", "index", world, look, {376, 346});
        IndexPanel panel(look);
        measure("30,000 keys", "index panel", world, panel, {390, 424}, 30,
                [&](const Moment& moment) { panel.view()->setMoment(moment); });
    }
    {
        UiWorld world(64 << 10);
        world.run("fill 10000 keys=random value=20 seed=1");
        world.run("roll");
        world.run("compact");
        measureCompaction("compaction of 10,000", world, look);
    }
    return 0;
}

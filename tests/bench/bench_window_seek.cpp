// What a far seek costs the window: the Scene, the models behind the views, and painting the timeline with all its lanes.
// Puts of random keys through the log engine, one epoch or many. Prints a table; decides nothing.
//
//     bench_window_seek [FACTS [EPOCH_FACTS]]    1,000,000 facts in one epoch if absent; history is kept whole, whatever
//                                                it takes (some 110 bytes a fact; the window drops it beyond 512 MiB)
#include <QApplication>
#include <QImage>
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <vector>

#include <fmt/format.h>

#include "core/base/random.h"
#include "core/session/session.h"
#include "ui/bridge/cursor.h"
#include "ui/models/moment_difference.h"
#include "ui/models/sentence.h"
#include "ui/models/step_changes.h"
#include "ui/views/index_view.h"
#include "ui/views/segments_view.h"
#include "ui/views/timeline_view.h"

namespace {

using namespace vitrine;
using namespace vitrine::ui;

constexpr int kSeeks = 400;

/// Of this thread's own time, so that what else the machine does is not measured.
double milliseconds() {
    std::timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
}

class Times {
  public:
    template <class Act>
    void measure(Act act) {
        const double start = milliseconds();
        act();
        took_.push_back(milliseconds() - start);
    }
    void report(const char* what) {
        std::sort(took_.begin(), took_.end());
        const auto at = [&](double share) { return took_[static_cast<std::size_t>(share * static_cast<double>(took_.size() - 1))]; };
        fmt::print("{:40} median {:8.3f} ms   99 % {:8.3f} ms   worst {:8.3f} ms\n", what, at(0.5), at(0.99), at(1));
    }

  private:
    std::vector<double> took_;
};

struct Desk {
    SpanCatalog catalog = allSpanKinds();
    FactQueue queue{std::numeric_limits<std::size_t>::max(), std::numeric_limits<std::size_t>::max()};
    Session session{{.sink = &queue}};
    ui::Cursor cursor{catalog};

    void run(const std::string& line) {
        const CommandResult result = session.execute(line);
        if (!result.ok) fmt::print(stderr, "{}: {}\n", line, result.error.message), std::exit(1);
        session.tracer()->flush();
        while (!cursor.takeIn(queue, std::chrono::seconds(1))) {}
    }
};

void seekAbout(Desk& desk, Look& look) {
    TimelineView timeline(look);
    SegmentsView segments(look);
    IndexView index(look);
    timeline.setExpanded(true);
    timeline.resize(1550, timeline.sizeHint().height());
    segments.resize(850, 150);
    index.resize(376, 346);
    QImage image(timeline.size(), QImage::Format_ARGB32_Premultiplied);
    const FactId end = desk.cursor.timeline().end();
    const auto go = [&](const char* what, const std::function<FactId(int)>& where) {
        Times scene, words, rows, slots, paint, all;
        for (int i = 0; i < kSeeks; ++i) {
            const FactId to = where(i);
            all.measure([&] {
                scene.measure([&] { desk.cursor.seek(to); });
                words.measure([&] {
                    desk.cursor.publishNow();
                    const Moment& moment = desk.cursor.moment();
                    (void)sentenceAt(moment);
                    (void)changesOf(moment);
                    timeline.setMoment(moment);
                });
                rows.measure([&] { segments.setMoment(desk.cursor.moment()); });
                slots.measure([&] { index.setMoment(desk.cursor.moment()); });
                paint.measure([&] { timeline.render(&image); });
            });
        }
        fmt::print("{}\n", what);
        scene.report("  the scene");
        words.report("  sentence, what the step changed");
        rows.report("  the model of the segments");
        slots.report("  the model of the index");
        paint.report("  the timeline, painted");
        all.report("  together");
    };
    Random random(7);
    for (const bool whole : {false, true}) {
        if (whole) timeline.fit();
        fmt::print("{}", whole ? "\nthe whole history in sight\n" : "\nat the usual width\n");
        go("anywhere", [&](int) { return random.below(end + 1); });
        go("from end to end", [&](int i) { return i % 2 == 0 ? FactId{0} : end; });
    }
}

void compare(Desk& desk) {
    const FactId end = desk.cursor.timeline().end();
    Random random(9);
    Times anywhere, near;
    for (int i = 0; i < 60; ++i) {
        MomentDifference difference;
        Moment moment = desk.cursor.moment();
        desk.cursor.seek(random.below(end + 1));
        moment.mark = desk.cursor.timeline().whole(i % 2 ? random.below(end + 1) : desk.cursor.position() - std::min<FactId>(desk.cursor.position(), 60));
        (i % 2 ? anywhere : near).measure([&] { difference.show(moment); });
    }
    fmt::print("\nthe difference of two moments, with the seek to the other\n");
    near.report("  three operations apart");
    anywhere.report("  anywhere");
}

}  // namespace

int main(int argc, char** argv) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const std::uint64_t wanted = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    Desk desk;
    desk.cursor.setMemoryLimit(std::numeric_limits<std::size_t>::max());
    desk.session.tracer()->setEpochFacts(argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 10 * wanted);
    desk.run("use log index=hash disk=simulated segment=1048576");
    for (int i = 0; desk.cursor.timeline().end() < wanted; ++i)
        desk.run(fmt::format("fill 2000 keys=random value=20 seed={}", i + 1));
    const Timeline& timeline = desk.cursor.timeline();
    fmt::print("{} facts, {} operations, {:.0f} MB of history\n", timeline.end(), timeline.operationCount(),
               static_cast<double>(timeline.memoryBytes()) / 1e6);
    Look look;
    seekAbout(desk, look);
    compare(desk);
    return 0;
}

// A session and a window's cursor on one thread: what the window has of floods and of large databases, without its threads.
// For tests that link ui.
#pragma once

#include <QTest>
#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "core/disk/traced_disk.h"
#include "core/session/session.h"
#include "core/trace/scene.h"
#include "core/trace/timeline.h"
#include "ui/bridge/cursor.h"
#include "ui/bridge/fact_queue.h"

namespace vitrine::test {

struct CursorWorld {
    struct Limits {
        std::uint64_t files = 2048;
        std::optional<std::uint64_t> cells;  // the tracer's own if nothing is said
        std::size_t congestedAt = 1'000'000;
    };

    explicit CursorWorld(const Limits& limits)
        : queue(limits.congestedAt, 2'000'000), session({.sink = &queue}), limits_(limits) {
        limit(*session.tracer());
    }

    /// The facts of everything so far, then a moment is published.
    void takeIn() {
        session.tracer()->flush();
        while (!cursor.takeIn(queue, std::chrono::seconds(1))) {}
        cursor.publishNow();
    }

    /// Empty, or how the scene at the cursor differs from what disk, engine and index say of themselves.
    QString lie() {
        Timeline truth(catalog);
        struct Sink final : ChunkSink {
            explicit Sink(Timeline& timeline) : to(timeline) {}
            void accept(std::unique_ptr<Chunk> chunk) override { to.append(std::move(chunk)); }
            Timeline& to;
        } sink(truth);
        CountingClock clock;
        {
            Tracer tracer(sink, clock);
            limit(tracer);
            dynamic_cast<TracedDisk&>(*session.disk()).inspect(tracer);
            session.engine()->inspect(tracer);
        }
        Scene scene(truth);
        scene.seek(truth.end());
        std::string difference;
        return Scene::same(cursor.scene(), scene, &difference) ? QString() : QString::fromStdString(difference);
    }
    const ui::Moment& moment() const { return cursor.moment(); }
    const Timeline& timeline() const { return cursor.timeline(); }

    SpanCatalog catalog = allSpanKinds();
    ui::FactQueue queue;
    Session session;
    ui::Cursor cursor{catalog};

  protected:
    /// Runs a line; fails the running test if it fails.
    CommandResult execute(const std::string& line) {
        CommandResult result = session.execute(line);
        if (!result.ok) QTest::qFail((line + ": " + result.error.message).c_str(), __FILE__, __LINE__);
        return result;
    }

  private:
    void limit(Tracer& tracer) const {
        tracer.setFileLimit(limits_.files);
        if (limits_.cells) tracer.setCellLimit(*limits_.cells);
    }
    Limits limits_;
};

}  // namespace vitrine::test

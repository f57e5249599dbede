// A tracer whose facts go straight into a timeline: what a test needs to look at an engine or an index as a view would.
#pragma once

#include <memory>

#include "core/base/clock.h"
#include "core/trace/scene.h"
#include "core/trace/timeline.h"
#include "core/trace/tracer.h"

namespace vitrine::test {

class TimelineSink final : public ChunkSink {
  public:
    explicit TimelineSink(Timeline& timeline) : timeline_(timeline) {}
    void accept(std::unique_ptr<Chunk> chunk) override { timeline_.append(std::move(chunk)); }
    bool congested() const override { return congested_; }
    void setCongested(bool congested) { congested_ = congested; }

  private:
    Timeline& timeline_;
    bool congested_ = false;
};

/// A timeline and a tracer into it. The catalog may stay empty: unknown kinds of spans get a generic one.
class Watch {
  public:
    Tracer& tracer() { return tracer_; }
    Timeline& timeline() { return timeline_; }
    SpanCatalog& catalog() { return catalog_; }
    /// While it is so, recording stops at the next operation.
    void setCongested(bool congested) { sink_.setCongested(congested); }
    /// The scene behind everything stated so far.
    Scene scene() {
        tracer_.flush();
        Scene scene(timeline_);
        scene.seek(timeline_.end());
        return scene;
    }

  private:
    SpanCatalog catalog_;
    Timeline timeline_{catalog_};
    TimelineSink sink_{timeline_};
    CountingClock clock_;
    Tracer tracer_{sink_, clock_};
};

}  // namespace vitrine::test

// A session on a simulated disk whose facts go to a timeline at once: what the window has, without its threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/session/session.h"
#include "core/trace/scene.h"
#include "core/trace/timeline.h"

namespace vitrine::test {

class UiWorld {
  public:
    /// Begins with a log of segments of `segmentBytes`.
    explicit UiWorld(std::uint64_t segmentBytes = 256);
    /// Runs a command line; fails the running test if it fails.
    void run(std::string_view line);
    void run(const std::vector<std::string>& lines);
    /// Runs a command line that must be refused.
    void refused(std::string_view line);

    const Timeline& timeline() const { return timeline_; }
    /// The scene at the cursor; live until back() or seek().
    const Scene& scene() const { return scene_; }
    /// Where the step begins that the cursor is in or behind.
    FactId stepBegin() const;
    void live() { seek(timeline_.end()); }
    void seek(FactId position) { scene_.seek(position); }
    void back(int steps = 1);
    /// Older history is dropped while more than this is held.
    void limitHistory(std::size_t bytes) { timeline_.setMemoryLimit(bytes); }
    Session& session() { return *session_; }

  private:
    struct Sink final : ChunkSink {
        explicit Sink(Timeline& to) : timeline(to) {}
        void accept(std::unique_ptr<Chunk> chunk) override { timeline.append(std::move(chunk)); }
        Timeline& timeline;
    };
    SpanCatalog catalog_;
    Timeline timeline_;
    Sink sink_;
    std::unique_ptr<Session> session_;
    Scene scene_;
};

/// The operations of the reference pictures: user:1 to user:7, one overwritten, one deleted, one sync.
std::vector<std::string> pictureCommands();

}  // namespace vitrine::test

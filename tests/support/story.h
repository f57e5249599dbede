// A stream of facts told by hand, for tests of what shows them: the puts of a log without its engine.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/log/log_spans.h"
#include "core/session/session_spans.h"
#include "core/trace/node_kinds.h"
#include "core/trace/tracer.h"

namespace vitrine::test {

class Story {
  public:
    static constexpr NodeId kEngine = 1, kSegment = 2;

    explicit Story(ChunkSink& sink) : tracer_(sink, clock_) { file_ = tracer_.newSpace(); }

    /// The file and the engine's counters appear, in an operation of their own.
    void open() {
        begin("open");
        tracer_.spaceCreated(file_, 0, "0000000001.log");
        tracer_.nodeSet(kEngine, node_kinds::logEngine, 0, "log");
        tracer_.nodeSet(kSegment, node_kinds::logSegment, kEngine, "0000000001.log");
        tracer_.cellSet(kSegment, node_kinds::log_segment::number, std::uint64_t{1});
        tracer_.cellSet(kSegment, node_kinds::log_segment::space, std::uint64_t{file_});
        end("open");
    }

    /// History before it can be dropped from here on.
    void restart() {
        tracer_.restart(FactKind::keyframe);
        tracer_.flush();
    }

    /// Three steps: encode, write, point the index at it.
    void put(const std::string& key, const std::string& value) {
        namespace spans = log_spans;
        const std::string record = key + value;
        begin("put " + key + " " + value);
        tracer_.begin(spans::append, std::uint64_t{1});
        tracer_.begin(spans::encode, key, record.size(), std::uint64_t{1}, std::uint64_t{0});
        tracer_.end(spans::encode);
        tracer_.begin(spans::write, key, record.size(), std::uint64_t{1}, size_);
        StagedInfo info;
        info.key = key;
        tracer_.staged(file_, size_, record.size(), info);
        tracer_.written(file_, size_, record);
        tracer_.end(spans::write);
        size_ += record.size();
        tracer_.cellSet(kEngine, node_kinds::log_engine::acceptedBytes, size_);
        tracer_.cellSet(kEngine, node_kinds::log_engine::writtenBytes, size_);
        tracer_.cellSet(kSegment, node_kinds::log_segment::liveBytes, size_);
        tracer_.begin(spans::pointIndex, key, std::uint64_t{1}, size_ - record.size(), record.size(), std::uint64_t{0},
                      std::uint64_t{0});
        tracer_.end(spans::pointIndex, std::uint64_t{6});
        tracer_.end(spans::append);
        end("segment 1");
    }

    /// An operation with one step that fails.
    void failingGet(const std::string& key) {
        begin("get " + key);
        tracer_.begin(log_spans::lookUp, key);
        tracer_.end(log_spans::lookUp, std::uint64_t{0});
        startEnd(1, "There is no " + key + ".");
    }

    void sync() {
        begin("sync");
        tracer_.begin(log_spans::sync, std::uint64_t{1});
        tracer_.synced(file_);
        tracer_.end(log_spans::sync, size_);
        end("synced");
    }

    /// An operation without steps.
    void plain(const std::string& line, const std::string& result) {
        begin(line);
        end(result);
    }

    Tracer& tracer() { return tracer_; }
    std::uint64_t size() const { return size_; }
    std::uint64_t operations() const { return number_; }

  private:
    void begin(const std::string& line) { tracer_.beginOperation(session_spans::command, ++number_, line); }
    void end(const std::string& result) { startEnd(0, result); }
    void startEnd(std::uint32_t code, const std::string& result) {
        tracer_.endOperation(session_spans::command, code, result);
        tracer_.flush();
    }

    CountingClock clock_;
    Tracer tracer_;
    SpaceId file_ = 0;
    std::uint64_t size_ = 0;
    std::uint64_t number_ = 0;
};

}  // namespace vitrine::test

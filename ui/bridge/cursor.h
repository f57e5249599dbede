// The cursor: where on the timeline the window stands. Owns the Timeline and the Scene, on the window's thread. Every
// view paints the moment that it announces, at most once a frame.
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "ui/bridge/fact_queue.h"
#include "ui/models/bookmarks.h"
#include "ui/models/moment.h"

namespace vitrine::ui {

class Cursor : public QObject {
    Q_OBJECT
  public:
    static constexpr double kSlowest = 0.5;  // steps a second
    static constexpr double kFastest = 200;
    static constexpr double kUsual = 4;
    static constexpr std::size_t kUsualMemoryBytes = std::size_t{512} << 20;

    /// What the cursor does when operations come in while it stands at the end:
    ///   follow   it goes with the end
    ///   walk     it stops at the first step of the first new operation, so that the person walks through it
    ///   review   it stays where it is
    /// Away from the end it stays where it is, whatever the mode.
    enum class Mode { follow, walk, review };
    Q_ENUM(Mode)

    /// `catalog` outlives the cursor.
    explicit Cursor(const SpanCatalog& catalog, QObject* parent = nullptr);
    ~Cursor() override;

    const Timeline& timeline() const { return *timeline_; }
    const Scene& scene() const { return scene_; }
    const Moment& moment() const { return moment_; }
    FactId position() const { return scene_.position(); }
    /// The cursor stands at the end and stays there when facts come in.
    bool live() const { return live_; }
    /// History beyond this is dropped from the left.
    void setMemoryLimit(std::size_t bytes);

    // ---- taking in facts -------------------------------------------------------------------------------------------
    void append(const Chunk& chunk);
    void append(std::unique_ptr<Chunk> chunk) { append(*chunk); }
    /// Takes in what waits, for at most about `budget`; false when chunks are left.
    bool takeIn(FactQueue& queue, std::chrono::microseconds budget);

    // ---- branches: each history has a timeline of its own, and facts find theirs by its number -----------------------
    /// Shows that history, live. The first one is 0.
    void show(std::uint32_t history);
    std::uint32_t shown() const { return shown_; }
    const Timeline& timelineOf(std::uint32_t history) const { return const_cast<Cursor*>(this)->timelineOf(history); }
    /// Its facts are of no more use. Of the one that is shown they stay.
    void forget(std::uint32_t history);

    /// How many operations the engine has only counted since the beginning. Gaps that the timeline has tell of theirs;
    /// what is more than that is in a gap that grows.
    void setLeftOut(std::uint64_t operations);

    // ---- moving ------------------------------------------------------------------------------------------------------
    // Amid what a restart or a gap states again there is no whole picture: the cursor goes to the side that it was moving
    // to (Timeline::whole).
    void seek(FactId position);
    void goLive();
    void goToBegin();
    void stepForward();
    /// Asked before a step on, by hand or by playing, with where it leads: while it says true, the step waits.
    void setForwardGate(std::function<bool(FactId to)> gate) { gate_ = std::move(gate); }
    /// Asked before every other move on: nothing goes beyond that. kNoFact: no limit.
    void setForwardLimit(std::function<FactId()> limit) { limit_ = std::move(limit); }
    void stepBack();
    void operationForward();
    void operationBack();
    void factForward();
    void factBack();
    /// To the end of an operation, or of one of its steps (from 0), by index on the timeline.
    void seekToOperation(std::size_t operation);
    void seekToStep(std::size_t operation, std::size_t step);
    bool atBegin() const { return position() <= timeline_->firstWhole(); }
    bool atEnd() const { return position() >= timeline_->lastWhole(); }
    /// While true, the moment before this step is shown instead.
    void peekBefore(bool peek);
    bool peeking() const { return peekedFrom_.has_value(); }

    // ---- playing -----------------------------------------------------------------------------------------------------
    void play();
    void pause();
    void togglePlay() { playing() ? pause() : play(); }
    bool playing() const { return playTimer_.isActive(); }
    double speed() const { return stepsPerSecond_; }
    void setSpeed(double stepsPerSecond);

    // ---- how it takes new operations ---------------------------------------------------------------------------------
    Mode mode() const { return mode_; }
    void setMode(Mode mode);

    // ---- moments to come back to -------------------------------------------------------------------------------------
    const Bookmarks& bookmarks() const { return bookmarks_.at(shown_); }
    /// Sets a bookmark where the cursor stands, or takes it away.
    void toggleBookmark() { toggleBookmarkAt(position()); }
    void toggleBookmarkAt(FactId position);
    void renameBookmark(FactId position, const QString& name);
    void nextBookmark();
    void previousBookmark();
    /// The moment to compare with; kNoFact: none. It goes when its history does.
    FactId mark() const { return mark_; }
    void setMark(FactId position);
    void clearMark() { setMark(kNoFact); }

    // ---- what the person points at -------------------------------------------------------------------------------
    void hover(const Selection& selection);
    void pin(const Selection& selection);
    void clearSelection();
    /// Of Moment::covered.
    void setCovered(bool covered);

    /// Announces a change that waits for the next frame at once: for tests, and before a picture is taken.
    void publishNow();

  Q_SIGNALS:
    void momentChanged(const vitrine::ui::Moment& moment);
    /// Playing, or its speed.
    void playChanged();
    void markChanged(vitrine::FactId mark);
    void modeChanged(vitrine::ui::Cursor::Mode mode);

  private:
    void moveTo(FactId position);
    void move(FactId position);  // by a person: ends a peek, and the live state follows from where it goes
    void takeNews();
    void forgetDropped();
    void changed();
    void tick();
    std::function<FactId()> limit_;
    bool held(FactId to) const { return gate_ && to > position() && gate_(to); }
    bool onlySpansEnd(FactId from, FactId to) const;
    FactId before(FactId stop, FactId (Timeline::*previous)(FactId) const) const;
    FactId after(FactId stop, FactId (Timeline::*next)(FactId) const) const;
    FactId gapBetween(FactId from, FactId to) const;

    Timeline& timelineOf(std::uint32_t history);

    const SpanCatalog& catalog_;
    std::size_t memoryLimit_ = kUsualMemoryBytes;
    // What is forgotten leaves its place behind: models tell timelines apart by their addresses, so none is used twice.
    std::map<std::uint32_t, std::optional<Timeline>> timelines_;
    std::uint32_t shown_ = 0;
    Timeline* timeline_;
    Scene scene_;
    Moment moment_;
    std::map<std::uint32_t, Bookmarks> bookmarks_;  // of each history
    FactId mark_ = kNoFact;
    std::function<bool(FactId to)> gate_;
    Mode mode_ = Mode::follow;
    std::uint64_t leftOut_ = 0;
    bool live_ = true;
    std::optional<FactId> peekedFrom_;
    bool peekedLive_ = false;
    double stepsPerSecond_ = kUsual;
    double stepsOwed_ = 0;
    QTimer playTimer_;
    QElapsedTimer sinceTick_;
    QTimer publishTimer_;
    QElapsedTimer sincePublished_;
};

}  // namespace vitrine::ui

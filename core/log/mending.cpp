#include "core/log/mending.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/log/log_spans.h"
#include "core/log/write_again.h"

namespace vitrine::log {

Mending::Mending(Store& store, Writer& writer, const Layout& layout, Tail found, RecoveryReport& report, bool writes)
    : store_(store), writer_(writer), layout_(layout), tail_(found), report_(report) {
    Segment* tail = layout.tail != 0 ? store.find(layout.tail) : nullptr;
    if (tail) {
        tail->written = tail->synced = tail->length;
        store.setActive(tail);
    }
    writer.setLast(layout.lastAppended, tail ? tail->length : 0);
    if (writes) {
        if (tail) tail->synced = 0;  // until settle()
        plan();
    } else if (tail_.torn && store.breaks().readOnlyRepairs) {  // broken on purpose: readOnlyRepairs
        steps_.push_back([this] { return cutTail(); });
    }
}

void Mending::plan() {
    if (tail_.torn) steps_.push_back([this] { return cutTail(); });
    const bool finishing = std::any_of(layout_.leftovers.begin(), layout_.leftovers.end(),
                                       [](const Layout::Leftover& leftover) { return leftover.input; });
    // The output's name must be durable before its inputs' names go: after a killed process it may not be.
    if (finishing || !layout_.originals.empty()) steps_.push_back([this] { return store_.syncNames(); });
    for (const std::uint32_t number : layout_.originals)
        steps_.push_back([this, number] { return renameOriginal(number); });
    for (const Layout::Leftover& leftover : layout_.leftovers)
        steps_.push_back([this, leftover] { return removeLeftover(leftover); });
    steps_.push_back([this] { return settle(); });
    if (!store_.active()) steps_.push_back([this] { return beginActive(); });
}

Status Mending::step() {
    const auto next = std::move(steps_.front());
    steps_.pop_front();
    return next();
}

void Mending::report(RecoveryFinding::Kind kind, const std::string& file, std::string sentence) {
    report_.changedDisk = true;
    report_.findings.push_back({kind, file, 0, 0, std::move(sentence)});
}

Status Mending::cutTail() {
    Segment& tail = *store_.active();
    std::optional<SpanScope<Traced>> span;
    if (watched())
        span.emplace(Traced{tracer()}, log_spans::recoverCut, tail.number, tail.length, tail.fileLength - tail.length);
    auto file = store_.disk().open(tail.name, OpenMode::readWrite);
    if (!file) return passOn(file);
    if (const auto cut = (*file)->truncate(tail.length); !cut) return cut;
    if (!store_.breaks().noSyncOfCut)  // unless broken on purpose
        if (const auto synced = (*file)->sync(); !synced) return synced;
    tail.fileLength = tail.length;
    report_.changedDisk = true;
    if (span) span->finish();
    return {};
}

Status Mending::renameOriginal(std::uint32_t number) {
    report(RecoveryFinding::Kind::leftoverRemoved, segmentName(number),
           fmt::format("{} was salvaged before: it goes on as {}.", segmentName(number), damagedName(number)));
    return store_.disk().rename(segmentName(number), damagedName(number));
}

Status Mending::removeLeftover(const Layout::Leftover& leftover) {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::recoverLeftover, leftover.name, leftover.why);
    if (const auto gone = store_.disk().remove(leftover.name); !gone) return gone;
    report(leftover.input ? RecoveryFinding::Kind::compactionFinished : RecoveryFinding::Kind::leftoverRemoved,
           leftover.name, fmt::format("{} is removed: {}.", leftover.name, leftover.why));
    if (span) span->finish();
    return {};
}

Status Mending::settle() {
    std::optional<SpanScope<Traced>> span;
    if (watched()) span.emplace(Traced{tracer()}, log_spans::recoverSync);
    // Always, not only when something was in doubt: what a killed process wrote may be in the cache alone, a close mark
    // as well, and the first record from here on will say that all before it was synced. Nor would a sync alone write
    // what one that failed before has dropped: the cache still shows it, so it is written once more.
    if (Segment* tail = store_.active()) {
        auto file = store_.disk().open(tail->name, OpenMode::readWrite);
        if (!file) return passOn(file);
        tail->file = std::move(*file);
        if (!store_.breaks().noSyncOfCut) {  // unless broken on purpose
            if (const auto done = writeAgain(*tail->file, tail_.provenLength, tail->length); !done) return done;
            if (const auto done = tail->file->sync(); !done) return done;
        }
        tail->synced = tail->length;
    }
    if (const auto synced = store_.syncNames(); !synced) return synced;
    if (span) span->finish();
    return {};
}

Status Mending::beginActive() {
    report_.changedDisk = true;
    return watched() ? writer_.create(Traced{tracer()}) : writer_.create(Untraced{});
}

}  // namespace vitrine::log

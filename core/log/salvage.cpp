#include "core/log/salvage.h"

#include <algorithm>

#include <fmt/format.h>

#include "core/base/checksum.h"
#include "core/log/log_spans.h"

namespace vitrine::log {

Salvage::Salvage(Store& store, const Survey& found, const Layout& layout, const std::vector<std::uint32_t>& segments,
                 RecoveryReport& report)
    : store_(store),
      found_(found),
      layout_(layout),
      segments_(segments.begin(), segments.end()),
      gaps_(layout.missing.begin(), layout.missing.end()),
      originals_(segments),
      report_(report) {
    // Files that say nothing about themselves, or something wrong, are taken out of use as well.
    for (const auto& [number, segment] : found.segments) {
        const bool leftover = std::any_of(layout.leftovers.begin(), layout.leftovers.end(),
                                          [&](const auto& each) { return each.name == segment.name; });
        const bool ours = segment.readable() && segment.header.number == number && segment.header.database == found.database;
        if (!leftover && !ours) originals_.push_back(number);
    }
}

Result<bool> Salvage::step(std::uint64_t budget) {
    Status done;
    if (search_) {
        done = search(budget);
    } else if (source_) {
        done = copy(budget);
    } else if (!segments_.empty()) {
        beginSegment(segments_.front());
        segments_.pop_front();
    } else if (!gaps_.empty()) {
        done = coverGap(gaps_.front());
        gaps_.pop_front();
    } else {
        done = renameOriginals();
        if (done) return true;
    }
    if (!done) {
        if (output_) output_->discard();
        return passOn(done);
    }
    return false;
}

// ---- reading what can be read ----------------------------------------------------------------------------------------------

void Salvage::beginSegment(std::uint32_t number) {
    source_ = &found_.segments.at(number);
    const SegmentHeader& header = source_->header;
    const bool appended = header.kind == SegmentKind::appended;
    const std::uint64_t begin = header.sizeBytes();
    seal_ = store_.sealFor(header);
    reader_ = std::make_unique<FileReader>(source_->file);
    const std::uint64_t most = header.highWater + (appended ? source_->sizeBytes / kRecordHeaderBytes + 1 : 0);
    search_ = std::make_unique<RecordSearch>(*reader_, seal_, begin, source_->sizeBytes, appended ? header.highWater : 0,
                                             most);
    covered_ = begin;
    lastSequence_ = appended ? header.highWater : 0;
    highest_ = 0;
    copied_ = 0;
    kept_.clear();
    batch_.clear();
}

Status Salvage::search(std::uint64_t& budget) {
    while (budget > 0) {
        const auto found = search_->next(budget);
        if (!found) return passOn(found);
        if (*found == Found::busy) return {};
        if (*found == Found::end) {
            endSearch();
            return {};
        }
        const RecordHeader& header = search_->header();
        loseStretch(search_->offset(), header.sequence);
        covered_ = search_->position();
        if (header.kind != RecordKind::closeMark) {
            consider({header, search_->offset(), Bytes(search_->key())});
            lastSequence_ = header.sequence;
        } else if (!batch_.empty()) {
            dropBatch("it has no end");
        }
    }
    return {};
}

void Salvage::consider(Kept record) {
    const bool appended = source_->header.kind == SegmentKind::appended;
    const bool continues = (record.header.flags & record_flags::continuesBatch) != 0;
    const bool goesOn = (record.header.flags & record_flags::batchGoesOn) != 0;
    highest_ = std::max(highest_, record.header.sequence);
    if (!appended || store_.breaks().salvageKeepsHalfBatches) {  // broken on purpose: salvageKeepsHalfBatches
        kept_.push_back(std::move(record));
        return;
    }
    if (!continues && !batch_.empty()) dropBatch("it has no end");
    const bool headless = continues && batch_.empty();
    batch_.push_back(std::move(record));
    if (headless) return dropBatch("its beginning cannot be read");
    if (goesOn) return;
    std::move(batch_.begin(), batch_.end(), std::back_inserter(kept_));
    batch_.clear();
}

void Salvage::endSearch() {
    search_.reset();
    if (covered_ < source_->sizeBytes) loseStretch(source_->sizeBytes, std::nullopt);
    if (!batch_.empty()) dropBatch("it has no end");
}

void Salvage::loseStretch(std::uint64_t to, std::optional<std::uint64_t> nextSequence) {
    if (to <= covered_) return;
    if (!batch_.empty()) dropBatch("a member cannot be read");
    std::string sentence = fmt::format("{} bytes of {} at {} cannot be read", to - covered_, source_->name, hexOffset(covered_));
    if (nextSequence && source_->header.kind == SegmentKind::appended && *nextSequence > lastSequence_ + 1)
        sentence += fmt::format(": {} record{} with the sequence numbers {} to {} {} lost", *nextSequence - lastSequence_ - 1,
                                *nextSequence == lastSequence_ + 2 ? "" : "s", lastSequence_ + 1, *nextSequence - 1,
                                *nextSequence == lastSequence_ + 2 ? "is" : "are");
    lose(covered_, to - covered_, sentence + ".");
    covered_ = to;
}

void Salvage::dropBatch(std::string_view why) {
    for (const Kept& member : batch_)
        lose(member.offset, member.header.sizeBytes(),
             fmt::format("{} at {} of {} is part of a batch, and {}: it is left out.", label(member.key),
                         hexOffset(member.offset), source_->name, why));
    batch_.clear();
}

void Salvage::lose(std::uint64_t offset, std::uint64_t size, std::string sentence) {
    report_.findings.push_back(
        {RecoveryFinding::Kind::lostRecord, source_ ? source_->name : "", offset, size, std::move(sentence)});
}

// ---- writing it anew -------------------------------------------------------------------------------------------------------

Status Salvage::copy(std::uint64_t& budget) {
    if (!output_) {
        output_ = std::make_unique<OutputFile>(store_);
        if (const auto made = output_->create({}, source_->header.coverage(), highest_); !made) return made;
    }
    while (budget > 0 && copied_ < kept_.size()) {
        const Kept& record = kept_[copied_];
        if (!output_->copying()) {
            const Origin origin{source_->number, source_->file->space(), record.offset};
            if (const auto begun = output_->beginCopy(*reader_, seal_, record.header, record.key, origin); !begun)
                return begun;
        }
        const auto done = output_->copyOn(budget);
        if (!done) return passOn(done);
        if (*done) ++copied_;
        budget -= std::min<std::uint64_t>(budget, kRecordHeaderBytes);
    }
    if (copied_ < kept_.size()) return {};
    const std::string name = segmentName(output_->number());
    if (store_.watched()) {
        SpanScope<Traced> span(Traced{*store_.tracer()}, log_spans::salvageSegment, source_->number, kept_.size(), name);
        if (const auto done = publish(); !done) return done;
        span.finish();
    } else if (const auto done = publish(); !done) {
        return done;
    }
    source_ = nullptr;
    return {};
}

Status Salvage::coverGap(const CoveredRange& gap) {
    CoveredRange range = gap;
    const auto before = found_.segments.find(gap.first - 1);
    if (before != found_.segments.end()) range.lengthBefore = before->second.sizeBytes;
    output_ = std::make_unique<OutputFile>(store_);
    if (const auto made = output_->create({}, {range}, 0); !made) return made;
    lose(0, 0, fmt::format("All that was in {} is lost.", describe(gap)));
    return publish();
}

Status Salvage::publish() {
    if (const auto done = output_->finish(); !done) return done;
    if (const auto done = output_->sync(); !done) return done;
    if (const auto done = output_->rename(); !done) return done;
    if (const auto done = store_.syncNames(); !done) return done;
    output_.reset();
    return {};
}

Status Salvage::renameOriginals() {
    for (const std::uint32_t number : originals_) {
        if (found_.damaged.count(number) > 0)
            return fail(ErrorCode::exists, fmt::format("{} is there already: move it elsewhere, then salvage again.",
                                                       damagedName(number)),
                        damagedName(number));
        if (const auto done = store_.disk().rename(segmentName(number), damagedName(number)); !done) return done;
    }
    lose(0, 0,
         "Salvaged: keys may show older values, or be back although they were deleted, because what was lost cannot say. "
         "The originals stay as *.damaged.");
    return store_.syncNames();
}

}  // namespace vitrine::log

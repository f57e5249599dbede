#include "core/lab/promised_at.h"

#include <algorithm>
#include <optional>

#include "core/disk/memory_disk.h"
#include "core/engine/storage_engine.h"
#include "core/log/format.h"
#include "core/session/command_parser.h"
#include "core/trace/encoding.h"
#include "core/trace/node_kinds.h"
#include "core/trace/scene.h"

namespace vitrine::lab {

namespace {

Result<State> answersOf(const DiskImage& image, const Place& place) {
    MemoryDisk disk(image, true, "the disk after the power cut");
    EngineOptions options = place.engineOptions;
    options.seed = 1;
    options.compactAtDeadRatio = 0;
    auto job = openEngine(place.engine, disk, options, OpenAs::writer, nullptr);
    if (!job) return passOn(job);
    if (auto ran = runToEnd(**job); !ran) return passOn(ran);
    const auto engine = (*job)->take();
    return readAll(*engine);
}

/// A record that an operation of a person wrote.
struct Written {
    std::uint64_t sequence = 0;
    BatchEntry entry;
};

/// The operations since the database was opened, one after the other.
class Follower {
  public:
    Follower(const Timeline& timeline, CrashHistory& history, FactId position)
        : timeline_(timeline), history_(history), position_(position) {}

    PromisedStates follow();

  private:
    bool over(const Operation& operation) const { return operation.end != kNoFact && operation.end <= position_; }
    std::string wordOf(std::size_t operation) const;
    std::size_t beginning(std::size_t newest);
    void operation(std::size_t index);
    void settleAt(FactId moment);
    bool opensAt(FactId moment) const;
    std::vector<Written> writtenBy(const Operation& operation, bool asOne);
    Bytes bytesOf(FactId id, const FactView& view, std::size_t bytesAt, FactId later) const;
    void write(const std::vector<Written>& records, bool asOne, const Operation& operation);
    void writeOne(const Batch& batch, bool ended, bool failed);
    void promiseAll();

    const Timeline& timeline_;
    CrashHistory& history_;
    FactId position_;
    PromisedStates promised_;
    std::uint64_t newestSequence_ = 0;
    bool closed_ = false;        // nobody has it open, so the next opening settles
    bool powerDurable_ = false;  // each write is promised once it answers
};

std::string Follower::wordOf(std::size_t operation) const {
    const auto command = parseCommand(timeline_.commandOf(operation));
    return command && command->form ? std::string(command->form->word) : std::string();
}

bool endsLife(std::string_view word) {
    return word == "crash" || word == "kill" || word == "close";
}

/// The operation from which everything is known: one that opened the database, or the first on its disk.
std::size_t Follower::beginning(std::size_t newest) {
    const FactId began = history_.diskBegan(position_);
    std::size_t first = newest;
    for (std::size_t i = newest + 1; i-- > timeline_.firstOperation(); first = i) {
        const Operation& operation = timeline_.operation(i);
        if (operation.begin == kNoFact || operation.begin < began) return first;
        if (newest - i > kMostOperationsFollowed) {
            promised_.known = false;
            return first;
        }
        if (over(operation) && !operation.failed && wordOf(i) == "open" && opensAt(operation.end)) return i;
    }
    promised_.known = began > timeline_.begin() || timeline_.begin() == 0;
    return first;
}

bool Follower::opensAt(FactId moment) const {
    Scene scene(timeline_);
    scene.seek(moment);
    return !scene.nodesOfKind(node_kinds::logEngine).empty();
}

void Follower::settleAt(FactId moment) {
    const auto point = history_.at(moment);
    const auto shown = point ? answersOf((*point)->image((*point)->keepAll()), history_.placeAt(moment)) : Result<State>(State{});
    if (!point || !shown) promised_.known = false;
    promised_.oracle.settle(shown ? *shown : State{});
    promised_.promised = promised_.newest = promised_.oracle.now();
    closed_ = false;
    newestSequence_ = 0;  // what was lost may have its number used again
}

PromisedStates Follower::follow() {
    const auto newest = timeline_.operationAt(position_);
    powerDurable_ = history_.placeAt(position_).engineOptions.durability == Durability::power;
    if (!newest) return std::move(promised_);
    const std::size_t first = beginning(*newest);
    if (timeline_.operation(first).begin < history_.diskBegan(position_)) return std::move(promised_);  // a disk just made
    if (first < timeline_.operationCount() && timeline_.operation(first).begin != kNoFact && over(timeline_.operation(first)) &&
        wordOf(first) == "open")
        settleAt(timeline_.operation(first).end);
    else if (first < timeline_.operationCount())
        operation(first);
    for (std::size_t i = first + 1; i <= *newest && promised_.known; ++i) operation(i);
    if (const Gap* gap = timeline_.gapBefore(position_); gap && gap->at >= timeline_.operation(first).begin) promised_.known = false;
    return std::move(promised_);
}

void Follower::promiseAll() {
    promised_.oracle.promiseAll();
    promised_.promised = promised_.oracle.now();
}

void Follower::operation(std::size_t index) {
    const Operation& operation = timeline_.operation(index);
    if (operation.begin == kNoFact || operation.begin >= position_) return;
    const std::string word = wordOf(index);
    const bool ok = over(operation) && !operation.failed;
    if (word == "edit") promised_.damaged = promised_.damaged || ok;
    if (word == "open" || word == "finish" || word == "step") {
        if (ok && closed_ && opensAt(operation.end)) settleAt(operation.end);
        return;
    }
    write(writtenBy(operation, word == "batch"), word == "batch", operation);
    if (ok && (word == "sync" || word == "close" || powerDurable_)) promiseAll();
    if (over(operation) && endsLife(word)) closed_ = closed_ || !opensAt(operation.end);
}

/// A record's bytes: as they were staged, or as the file has them later on.
Bytes Follower::bytesOf(FactId id, const FactView& view, std::size_t bytesAt, FactId later) const {
    if (view.fact.flags & fact_flags::hasBytes) return Bytes(view.payload.substr(bytesAt));
    Bytes bytes(view.fact.y, '\0');
    bytes.resize(timeline_.readBytes(view.fact.subject, view.fact.x, bytes, std::max(id + 1, later), true));
    return bytes;
}

/// What it staged itself: no copies of a compaction, no marks, nothing that recovery reads.
std::vector<Written> Follower::writtenBy(const Operation& operation, bool asOne) {
    std::vector<Written> records;
    // A batch is in flight as a whole, however much of it is there.
    const FactId end = std::min({operation.end, asOne ? timeline_.end() : position_, operation.begin + kMostFactsAgain});
    for (FactId id = operation.begin; id < end; ++id) {
        const FactView view = timeline_.at(id);
        if (view.fact.kind != FactKind::staged) continue;
        std::size_t bytesAt = 0;
        const StagedInfo info = decodeStaged(view.payload, bytesAt);
        if (info.originSpace != 0 || (info.role != RecordRole::data && info.role != RecordRole::tombstone)) continue;
        if (info.sequence <= newestSequence_ && newestSequence_ > 0) continue;  // written again behind a failed sync
        // Whose bytes are nowhere yet cannot come back.
        const Bytes bytes = bytesOf(id, view, bytesAt, end);
        const auto header = log::decodeRecordHeader(bytes);
        if (!header || bytes.size() < header->sizeBytes()) continue;
        newestSequence_ = info.sequence;
        records.push_back({info.sequence,
                           {info.role == RecordRole::tombstone, Bytes(bytes.substr(log::kRecordHeaderBytes, header->keySize)),
                            Bytes(bytes.substr(log::kRecordHeaderBytes + header->keySize, header->valueSize))}});
    }
    return records;
}

void Follower::write(const std::vector<Written>& records, bool asOne, const Operation& operation) {
    Batch batch;
    for (std::size_t i = 0; i < records.size(); ++i) {
        batch.push_back(records[i].entry);
        const bool last = i + 1 == records.size();
        if (asOne && !last) continue;
        writeOne(batch, !last || over(operation), last && operation.failed && over(operation));
        batch.clear();
    }
}

void Follower::writeOne(const Batch& batch, bool ended, bool failed) {
    promised_.oracle.begin(batch);
    for (const BatchEntry& entry : batch) {
        if (entry.erase) promised_.newest.erase(entry.key);
        else promised_.newest[entry.key] = entry.value;
    }
    if (failed) promised_.oracle.failed();
    else if (ended) promised_.oracle.accepted();
}

}  // namespace

PromisedStates promisedAt(const Timeline& timeline, CrashHistory& history, FactId position) {
    return Follower(timeline, history, position).follow();
}

}  // namespace vitrine::lab

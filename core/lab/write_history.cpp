#include "core/lab/write_history.h"

#include <algorithm>
#include <unordered_map>

#include "core/log/format.h"
#include "core/trace/node_kinds.h"

namespace vitrine::lab {

bool isWrite(const StagedInfo& info) {
    return info.originSpace == 0 && (info.role == RecordRole::data || info.role == RecordRole::tombstone);
}

bool isRecovered(const Timeline& timeline, FactId staged) {
    const auto step = timeline.stepAt(staged + 1);
    return step && timeline.catalog().kind(timeline.step(*step).kind).name.starts_with("log.recover");
}

namespace {

struct Parts {
    Bytes key;
    std::optional<Bytes> value;
};

/// A record's key and value as its bytes say, where they are all there.
std::optional<Parts> partsOf(const Timeline& timeline, SpaceId space, std::uint64_t offset, std::uint64_t size,
                             FactId at) {
    Bytes bytes(size, '\0');
    bytes.resize(timeline.readBytes(space, offset, bytes, at, true));
    const auto header = log::decodeRecordHeader(bytes);
    if (!header || header->sizeBytes() > bytes.size()) return {};
    Parts parts{bytes.substr(log::kRecordHeaderBytes, header->keySize), {}};
    if (header->kind == log::RecordKind::put)
        parts.value = bytes.substr(log::kRecordHeaderBytes + header->keySize, header->valueSize);
    return parts;
}

/// Walks the facts once.
class Reader {
  public:
    Reader(const Timeline& timeline, FactId from, FactId to, FactId now, WriteHistory& history)
        : timeline_(timeline), from_(from), to_(to), now_(now), history_(history) {}

    void read() {
        for (FactId id = from_; id < to_; ++id) {
            const Fact& fact = timeline_.at(id).fact;
            if (isRestart(fact.kind)) {  // what follows was so before; beyond a gap nobody knows what was done
                if (fact.kind == FactKind::gap) history_.unknown = WriteHistory::Unknown::gap;
                id = std::max(timeline_.whole(id + 1), id + 1) - 1;
                continue;
            }
            take(id, fact);
        }
        readValues();
        settle();
        findEdits();
    }

  private:
    struct Progress {
        std::size_t operation = 0, member = 0;
        std::uint64_t written = 0;
        bool durable = false, dropped = false;
    };

    void take(FactId id, const Fact& fact) {
        switch (fact.kind) {
            case FactKind::staged:
                return staged(id);
            case FactKind::written:
                if (!(fact.flags & fact_flags::restated)) written(id, fact);
                return;
            case FactKind::synced:
                return synced(fact);
            default:
                return;
        }
    }

    void staged(FactId id) {
        const FactView view = timeline_.at(id);
        std::size_t bytesAt = 0;
        StagedInfo info = decodeStaged(view.payload, bytesAt);
        if (isRecovered(timeline_, id)) return;
        prove();
        if (!isWrite(info)) return;
        const auto index = timeline_.operationAt(id + 1);
        if (!index) return;
        if (history_.operations.empty() || history_.operations.back().index != *index) {
            WriteOperation operation;
            operation.index = *index;
            operation.number = timeline_.operation(*index).number;
            history_.operations.push_back(std::move(operation));
        }
        WriteOperation& operation = history_.operations.back();
        progress_[view.fact.subject].push_back({history_.operations.size() - 1, operation.members.size()});
        WrittenMember member{std::move(info.key),
                             info.role == RecordRole::tombstone,
                             {},
                             view.fact.subject,
                             view.fact.x,
                             view.fact.y,
                             id};
        operation.members.push_back(std::move(member));
        readAt_.resize(history_.operations.size(), 0);
        readAt_.back() = id + 1;
    }

    /// Whatever is written says that what was durable by then had been synced: a record, a mark, the next segment.
    void prove() {
        history_.baseProven = true;
        if (!newlyDurable_) return;
        newlyDurable_ = false;
        for (const auto& [space, members] : progress_)
            for (const Progress& one : members)
                if (one.durable) history_.operations[one.operation].proven = true;
    }

    void written(FactId id, const Fact& fact) {
        for (Progress& one : progress_[fact.subject]) {
            const WrittenMember& member = history_.operations[one.operation].members[one.member];
            const std::uint64_t begin = std::max(member.offset, fact.x);
            const std::uint64_t end = std::min(member.offset + member.size, fact.x + fact.y);
            if (end <= begin || one.written >= member.size) continue;
            one.written += end - begin;
            one.dropped = false;
            readAt_[one.operation] = id + 1;
        }
    }

    void synced(const Fact& fact) {
        std::vector<Progress>& all = progress_[fact.subject];
        for (Progress& one : all) {
            const WrittenMember& member = history_.operations[one.operation].members[one.member];
            if (one.durable || one.written < member.size) continue;
            if (fact.flags & fact_flags::failed)
                one.dropped = true;  // no later sync writes these bytes
            else
                one.durable = !one.dropped, newlyDurable_ = true;
        }
    }

    /// Bytes stay readable from when they were written; later a repair may have cut them away.
    void readValues() {
        for (std::size_t i = 0; i < history_.operations.size(); ++i)
            for (WrittenMember& member : history_.operations[i].members) {
                auto parts = partsOf(timeline_, member.space, member.offset, member.size, std::min(readAt_[i], to_));
                if (!parts) continue;
                member.key = std::move(parts->key);
                if (!member.erase) member.value = std::move(parts->value);
            }
    }

    void settle() {
        for (WriteOperation& operation : history_.operations) {
            const Operation& line = timeline_.operation(operation.index);
            const bool over = line.end != kNoFact && line.end <= to_;
            operation.accepted = over && !line.failed;
            operation.failed = over && line.failed;
            operation.batch = operation.members.size() > 1 || timeline_.commandOf(operation.index).starts_with("batch");
        }
        std::vector<bool> durable(history_.operations.size(), true), handed(history_.operations.size(), true);
        for (const auto& [space, members] : progress_)
            for (const Progress& one : members) {
                const bool whole = one.written >= history_.operations[one.operation].members[one.member].size;
                handed[one.operation] = handed[one.operation] && whole;
                durable[one.operation] = durable[one.operation] && one.durable;
            }
        const std::size_t answered = lastAnsweredSync();
        const bool each = eachIsPromised();
        for (std::size_t i = 0; i < history_.operations.size(); ++i) {
            WriteOperation& operation = history_.operations[i];
            const bool syncAnswered = operation.index < answered;
            operation.handedOver = handed[i] || (operation.accepted && syncAnswered);
            operation.promised = operation.accepted && (durable[i] || syncAnswered || each);
        }
        // Durable implies that all older ones are durable, in other segments too.
        bool newer = false;
        for (auto operation = history_.operations.rbegin(); operation != history_.operations.rend(); ++operation) {
            newer = newer || operation->promised;
            operation->promised = newer && operation->accepted;
        }
    }

    /// One past the newest operation that answered that all before it is on the platter.
    std::size_t lastAnsweredSync() const {
        const auto newest = timeline_.operationAt(to_);
        const auto first = timeline_.operationAt(from_);
        if (!newest) return 0;
        const bool closed = to_ < timeline_.end() && timeline_.at(to_).fact.kind == FactKind::processEnded &&
                            timeline_.at(to_).fact.x == 0;
        for (std::size_t i = *newest + 1; i-- > (first ? *first : timeline_.firstOperation());) {
            const Operation& line = timeline_.operation(i);
            const std::string command = timeline_.commandOf(i);
            const bool close = command == "close";
            if (close && closed && i == *newest && !line.failed) return i + 1;
            if (line.end == kNoFact || line.end > to_ || line.end > now_ || line.failed) continue;
            if (command == "sync" || close) return i + 1;
        }
        return 0;
    }

    bool eachIsPromised() const {
        Scene scene(timeline_);
        scene.seek(to_);
        for (const NodeState* engine : scene.nodesOfKind(node_kinds::logEngine))
            if (scene.number({engine->id, node_kinds::log_engine::durability}) == 2) return true;
        return false;
    }

    void findEdits() {
        const auto newest = timeline_.operationAt(now_);
        const auto first = timeline_.operationAt(from_);
        if (!newest) return;
        for (std::size_t i = first ? *first : timeline_.firstOperation(); i <= *newest; ++i)
            history_.edited = history_.edited || timeline_.commandOf(i).starts_with("edit");
    }

    const Timeline& timeline_;
    const FactId from_, to_, now_;
    WriteHistory& history_;
    std::unordered_map<SpaceId, std::vector<Progress>> progress_;
    bool newlyDurable_ = false;   // something is durable that prove() has not looked at
    std::vector<FactId> readAt_;  // of each operation: where its bytes are all there
};

}  // namespace

std::optional<State> answersAt(const Scene& scene) {
    namespace table = node_kinds::hash_table;
    for (const NodeState* node : scene.nodesOfKind(node_kinds::hashTable)) {
        const std::uint64_t used = scene.number({node->id, table::usedCount});
        const auto counters =
            static_cast<std::size_t>(std::distance(node->cells.lower_bound(table::firstCounter), node->cells.end()));
        if (used > kMostHistoryEntries || node->cells.size() - counters < used) return {};
    }
    State state;
    for (const SpaceState* file : scene.files())
        for (const CellAddress& cell : scene.pointersInto(file->id)) {
            const auto value = scene.value(cell);
            const auto* target = value ? std::get_if<RangeRef>(&*value) : nullptr;
            if (!target) continue;
            auto parts = partsOf(scene.timeline(), target->space, target->offset, target->length, scene.position());
            if (parts && parts->value) state[parts->key] = std::move(*parts->value);
        }
    return state;
}

WriteHistory writesBetween(const Timeline& timeline, FactId from, FactId to, FactId now) {
    WriteHistory history;
    if (from < timeline.begin()) {
        history.unknown = WriteHistory::Unknown::dropped;
        return history;
    }
    if (to - from > kMostHistoryFacts) {
        history.unknown = WriteHistory::Unknown::tooLarge;
        return history;
    }
    Scene scene(timeline);
    scene.seek(from);
    auto base = answersAt(scene);
    if (!base) {
        history.unknown = WriteHistory::Unknown::tooLarge;
        return history;
    }
    history.base = std::move(*base);
    Reader(timeline, from, to, now, history).read();
    return history;
}

}  // namespace vitrine::lab

#include "tests/support/trace_world.h"

#include <algorithm>

namespace vitrine::test {

RandomWorld::RandomWorld(std::uint64_t seed, const Shares& shares)
    : tracer(sink, clock), random_(seed), shares_(shares), jobLane_(tracer.newLane()) {
    tracer.setRestate([this](Tracer& to) { restate(to); });
}

void RandomWorld::run(std::uint64_t facts) {
    while (tracer.factCount() < facts) operation();
    tracer.flush();
}

Bytes RandomWorld::randomBytes(std::uint64_t most) {
    Bytes bytes(1 + random_.below(most), '\0');
    for (char& byte : bytes) byte = static_cast<char>('a' + random_.below(26));
    return bytes;
}

void RandomWorld::operation() {
    const std::string line = random_.below(40) == 0 ? "compact" : "put user:1 Ada";
    tracer.beginOperation(kinds::command, ++operations_, line);
    const bool restarts = random_.below(1000) < shares_.restart;
    if (restarts) restart();
    const std::uint64_t steps = restarts ? 0 : random_.below(4);
    for (std::uint64_t i = 0; i < steps; ++i) {
        const LaneId before = tracer.setLane(random_.below(5) == 0 ? jobLane_ : LaneId{0});
        SpanScope<Traced> phase(Traced{tracer}, kinds::phase);
        {
            SpanScope<Traced> step(Traced{tracer}, kinds::step, ByteView("user:1"), i);
            const SpanKind* nested = nullptr;
            if (random_.below(4) == 0) nested = random_.below(2) ? &kinds::step : &kinds::detail;
            if (nested) tracer.begin(*nested, ByteView("user:2"), i);
            if (random_.below(shares_.disk + shares_.memory) < shares_.disk)
                diskStep();
            else
                memoryStep();
            if (nested) tracer.endFailed(*nested, 1);
            if (random_.below(10) != 0) step.finish(ByteView("done"));
        }
        phase.finish();
        tracer.setLane(before);
    }
    tracer.endOperation(kinds::command, random_.below(20) == 0 ? 3 : 0, "ok");
    if (random_.below(5) == 0) tracer.flush();
}

// ---- files -----------------------------------------------------------------------------------------------------------------

void RandomWorld::createFile() {
    File file;
    file.space = tracer.newSpace();
    file.name = "file" + std::to_string(++names_);
    tracer.spaceCreated(file.space, 0, file.name);
    stated_.insert(file.space);
    files_.push_back(std::move(file));
}

void RandomWorld::write(File& file, std::uint64_t offset, const Bytes& bytes) {
    tracer.written(file.space, offset, bytes);
    if (file.bytes.size() < offset + bytes.size()) {
        file.bytes.resize(offset + bytes.size());
        file.dirty.resize(file.bytes.size());
    }
    file.bytes.replace(offset, bytes.size(), bytes);
    std::fill_n(file.dirty.begin() + static_cast<std::ptrdiff_t>(offset), bytes.size(), true);
}

void RandomWorld::append(File& file) {
    const Bytes bytes = randomBytes(random_.below(20) == 0 ? 5000 : 120);
    StagedInfo info;
    info.sequence = ++sequence_;
    info.key = "user:" + std::to_string(random_.below(10));
    if (random_.below(6) == 0 && !file.records.empty()) {
        info.originSpace = file.space;
        info.originOffset = file.records[random_.below(file.records.size())].first;
    }
    const bool buffers = !file.buffered.empty() || random_.below(3) == 0;
    const std::uint64_t offset = file.bytes.size() + file.buffered.size();
    tracer.staged(file.space, offset, bytes.size(), info, buffers ? ByteView(bytes) : ByteView{});
    file.records.emplace_back(offset, info);
    file.sizes[offset] = bytes.size();
    if (buffers)
        file.buffered += bytes;
    else
        write(file, offset, bytes);
}

void RandomWorld::flush(File& file) {
    if (file.buffered.empty()) return;
    const Bytes bytes = std::exchange(file.buffered, {});
    write(file, file.bytes.size(), bytes);
}

void RandomWorld::overwrite(File& file) {
    flush(file);
    if (file.bytes.empty()) return;
    // Sometimes far behind the end, so that there are holes.
    const std::uint64_t offset = random_.below(file.bytes.size() + (random_.below(8) == 0 ? 3000 : 1));
    write(file, offset, randomBytes(200));
}

void RandomWorld::truncate(File& file, std::uint64_t size) {
    if (size > file.bytes.size()) flush(file);
    tracer.truncated(file.space, size);
    if (size <= file.bytes.size()) {
        file.buffered.clear();
        std::erase_if(file.records, [&](const auto& record) { return record.first + file.sizes[record.first] > size; });
    }
    file.bytes.resize(size);
    file.dirty.resize(size);
}

void RandomWorld::diskStep() {
    if (files_.empty() || (files_.size() < 5 && random_.below(30) == 0)) return createFile();
    const std::size_t which = random_.below(files_.size());
    File& file = files_[which];
    switch (random_.below(24)) {
        case 0: return truncate(file, random_.below(file.bytes.size() + 1));
        case 1: return truncate(file, file.bytes.size() + random_.below(2000));
        case 2:
            tracer.directorySynced();
            for (File& each : files_) each.namePending = false;
            return;
        case 3:
            if (random_.below(6) != 0) return append(file);
            tracer.removed(file.space);
            files_.erase(files_.begin() + static_cast<std::ptrdiff_t>(which));
            return;
        case 4: {
            if (files_.size() < 2 || random_.below(6) != 0) return append(file);
            const std::size_t target = (which + 1) % files_.size();
            file.name = files_[target].name;
            file.namePending = true;
            tracer.renamed(file.space, file.name, files_[target].space);
            files_.erase(files_.begin() + static_cast<std::ptrdiff_t>(target));
            return;
        }
        case 5:
        case 6:
        case 7: {
            flush(file);
            const bool ok = random_.below(100) >= shares_.failedSync;
            tracer.synced(file.space, ok);
            if (ok) file.dirty.assign(file.bytes.size(), false);
            return;
        }
        case 8: return flush(file);
        case 9:
        case 10:
        case 11: return overwrite(file);
        default: return append(file);
    }
}

// ---- structures in memory ------------------------------------------------------------------------------------------------------

void RandomWorld::memoryStep() {
    if (nodes_.empty() || (nodes_.size() < 6 && random_.below(60) == 0)) {
        const NodeId id = tracer.newNode();
        tracer.nodeSet(id, static_cast<std::uint32_t>(1 + random_.below(3)), nodes_.empty() ? 0 : nodes_.begin()->first, "node");
        nodes_[id];
        return;
    }
    auto entry = nodes_.begin();
    std::advance(entry, static_cast<std::ptrdiff_t>(random_.below(nodes_.size())));
    auto& [id, node] = *entry;
    const std::uint64_t cell = random_.below(10) == 0 ? (std::uint64_t{1} << 62) + random_.below(3) : random_.below(shares_.cells);
    switch (random_.below(40)) {
        case 0:
            tracer.nodeErased(id);
            nodes_.erase(entry);
            return;
        case 1: return tracer.nodeSet(id, 2, 0, "renamed" + std::to_string(random_.below(5)));
        case 2: return tracer.cellTouched(id, cell, TouchReason::probe);
        case 3: return tracer.cellSet(id + 1000, cell, std::uint64_t{1});  // of a node that is not there
        case 4:
        case 5:
        case 6:
        case 7:
        case 8:
            tracer.cellErased(id, cell);
            node.cells.erase(cell);
            return;
        case 9:
        case 10: tracer.cellSet(id, cell, ByteView("bytes")); break;
        case 11: tracer.cellSet(id, cell, NodeRef{nodes_.begin()->first}); break;
        default:
            if (random_.below(2))
                tracer.cellSet(id, cell, static_cast<SpaceId>(1 + random_.below(4)), random_.below(50), 10, "user:1");
            else
                tracer.cellSet(id, cell, random_.below(100));
    }
    node.cells.insert(cell);
}

// ---- restarts ------------------------------------------------------------------------------------------------------------------

void RandomWorld::restart() {
    switch (random_.below(shares_.powerCuts ? 4 : 3)) {
        case 0: return tracer.restart(FactKind::keyframe);
        case 3:
            // The next life of each file is another one; here, everything in the cache happens to be kept.
            for (File& file : files_) {
                file.space = tracer.newSpace();
                file.dirty.assign(file.bytes.size(), false);
                file.namePending = false;
                file.buffered.clear();
                std::erase_if(file.records, [&](const auto& record) { return record.first >= file.bytes.size(); });
            }
            nodes_.clear();
            tracer.restart(FactKind::powerCut);
            return recover();
        default:
            for (File& file : files_) {
                file.buffered.clear();
                std::erase_if(file.records, [&](const auto& record) { return record.first >= file.bytes.size(); });
            }
            nodes_.clear();
            tracer.restart(FactKind::processEnded, random_.below(2));
            return recover();
    }
}

void RandomWorld::recover() {
    for (File& file : files_)
        for (const auto& [offset, info] : file.records)
            if (random_.below(4) != 0) tracer.staged(file.space, offset, file.sizes[offset], info);
}

void RandomWorld::restate(Tracer& to) {
    for (const File& file : files_) {
        const bool known = !stated_.insert(file.space).second;
        std::uint8_t flags = fact_flags::existing;
        if (known) flags |= fact_flags::unchanged;
        if (file.namePending) flags |= fact_flags::namePending;
        to.spaceCreated(file.space, flags, file.name, file.bytes.size(), std::make_shared<StringSource>(file.bytes));
        for (std::size_t from = 0; from < file.dirty.size();) {
            if (!file.dirty[from]) {
                ++from;
                continue;
            }
            std::size_t stop = from;
            while (stop < file.dirty.size() && file.dirty[stop]) ++stop;
            to.writtenBefore(file.space, from, stop - from);
            from = stop;
        }
    }
    for (const auto& [id, node] : nodes_) {
        to.nodeSet(id, 7, 0, "restated");
        for (const std::uint64_t cell : node.cells) to.cellSet(id, cell, std::uint64_t{42});
    }
}

}  // namespace vitrine::test

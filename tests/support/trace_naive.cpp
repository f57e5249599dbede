#include "tests/support/trace_naive.h"

#include <algorithm>

namespace vitrine::test {

NaiveHistory::NaiveHistory(const std::vector<PlainFact>& facts) : facts_(facts) {
    for (FactId id = 0; id < facts_.size(); ++id) {
        if (isRestart(facts_[id].fact.kind)) restarts_.push_back(id);
        addDiskFact(id);
    }
}

void NaiveHistory::event(Space& space, std::uint64_t offset, const Event& event) {
    if (space.bytes.size() <= offset) space.bytes.resize(offset + 1);
    space.bytes[offset].push_back(event);
}

void NaiveHistory::loseBuffers(FactId id) {
    for (auto& [key, space] : spaces_)
        for (auto& events : space.bytes) {
            const auto last = std::find_if(events.rbegin(), events.rend(),
                                           [](const Event& each) { return each.what != Event::record; });
            if (last != events.rend() && last->what == Event::stage) events.push_back({id, Event::lose, 0});
        }
}

void NaiveHistory::addDiskFact(FactId id) {
    const auto& [fact, payload, source] = facts_[id];
    if (fact.kind == FactKind::processEnded || fact.kind == FactKind::powerCut) return loseBuffers(id);
    if (!isDiskFact(fact.kind) || fact.subject == 0) return;
    const bool fresh = !spaces_.contains(fact.subject);
    Space& space = spaces_[fact.subject];
    const std::uint64_t size = space.sizes.empty() ? 0 : space.sizes.back().second;
    if (fact.kind == FactKind::spaceCreated) {
        space.statements.push_back(id);
        space.sizes.emplace_back(id, fact.x);
        if (fresh && source) {
            space.existing = true;
            space.source.resize(source->size());
            source->read(0, space.source);
        }
    }
    if (fact.kind == FactKind::written && !(fact.flags & fact_flags::restated)) {
        for (std::size_t i = 0; i < payload.size(); ++i) event(space, fact.x + i, {id, Event::write, payload[i]});
        space.sizes.emplace_back(id, std::max(size, fact.x + payload.size()));
    }
    if (fact.kind == FactKind::staged) {
        std::size_t bytesAt = 0;
        decodeStaged(payload, bytesAt);
        for (std::uint64_t i = 0; i < fact.y; ++i) event(space, fact.x + i, {id, Event::record, 0});
        for (std::uint64_t i = 0; bytesAt + i < payload.size(); ++i)
            event(space, fact.x + i, {id, Event::stage, payload[bytesAt + i]});
    }
    if (fact.kind == FactKind::truncated) {
        if (fact.x <= size) {
            space.bytes.resize(std::max<std::size_t>(space.bytes.size(), space.source.size()));
            for (std::uint64_t i = fact.x; i < space.bytes.size(); ++i) event(space, i, {id, Event::erase, 0});
        }
        space.sizes.emplace_back(id, fact.x);
    }
    if (fact.kind == FactKind::synced) space.syncs.push_back({id, !(fact.flags & fact_flags::failed)});
}

std::vector<SpaceId> NaiveHistory::spaces() const {
    std::vector<SpaceId> ids;
    for (const auto& [id, space] : spaces_) ids.push_back(id);
    return ids;
}

std::uint64_t NaiveHistory::longest(SpaceId id) const {
    const Space& space = spaces_.at(id);
    std::uint64_t most = space.bytes.size();
    for (const auto& [fact, size] : space.sizes) most = std::max(most, size);
    return most;
}

FactId NaiveHistory::epochOf(FactId position) const {
    FactId start = 0;
    for (const FactId restart : restarts_)
        if (restart < position) start = restart;
    return start;
}

bool NaiveHistory::stated(SpaceId id, FactId position) const {
    const FactId start = epochOf(position);
    const auto& statements = spaces_.at(id).statements;
    return std::any_of(statements.begin(), statements.end(),
                       [&](FactId fact) { return fact >= start && fact < position; });
}

std::uint64_t NaiveHistory::size(SpaceId id, FactId position) const {
    if (!stated(id, position)) return 0;
    std::uint64_t size = 0;
    for (const auto& [fact, then] : spaces_.at(id).sizes)
        if (fact < position) size = then;
    return size;
}

std::uint64_t NaiveHistory::durableSize(SpaceId id, FactId position) const {
    if (!stated(id, position)) return 0;
    const Space& space = spaces_.at(id);
    std::uint64_t durable = space.existing ? space.source.size() : 0;
    for (const Sync& sync : space.syncs) {
        if (!sync.ok || sync.fact >= position) continue;
        for (const auto& [fact, then] : space.sizes)
            if (fact < sync.fact) durable = then;
    }
    return durable;
}

bool NaiveHistory::durable(const Space& space, FactId writer, FactId position) const {
    for (const Sync& sync : space.syncs)
        if (sync.fact > writer) return sync.ok && sync.fact < position;
    return false;
}

NaiveHistory::Byte NaiveHistory::written(SpaceId id, std::uint64_t offset, FactId position) const {
    const Space& space = spaces_.at(id);
    Byte byte;
    if (offset < space.source.size()) byte.value = space.source[offset];
    if (offset >= space.bytes.size()) return byte;
    for (const Event& event : space.bytes[offset]) {
        if (event.fact >= position) break;
        if (event.what == Event::write) byte = {event.value, event.fact, durable(space, event.fact, position), false};
        if (event.what == Event::erase) byte = {};
    }
    return byte;
}

std::optional<NaiveHistory::Byte> NaiveHistory::byte(SpaceId id, std::uint64_t offset, FactId position) const {
    const Space& space = spaces_.at(id);
    if (!stated(id, position)) return std::nullopt;
    Byte byte = written(id, offset, position);
    if (offset < space.bytes.size())
        for (const Event& event : space.bytes[offset]) {
            if (event.fact >= position) break;
            if (event.what == Event::stage) byte = {event.value, event.fact, false, true};
            if (event.what != Event::stage && event.what != Event::record && byte.inBuffer)
                byte = written(id, offset, position);
        }
    if (!byte.inBuffer && offset >= size(id, position)) return std::nullopt;
    return byte;
}

char NaiveHistory::durableByte(SpaceId id, std::uint64_t offset, FactId position) const {
    const Space& space = spaces_.at(id);
    FactId moment = 0;
    for (const Sync& sync : space.syncs)
        if (sync.ok && sync.fact < position) moment = sync.fact;
    char value = offset < space.source.size() ? space.source[offset] : '\0';
    if (offset >= space.bytes.size()) return value;
    for (const Event& event : space.bytes[offset]) {
        if (event.fact >= moment) break;
        if (event.what == Event::write && durable(space, event.fact, position)) value = event.value;
        if (event.what == Event::erase) value = 0;
    }
    return value;
}

FactId NaiveHistory::recordOwner(const Space& space, std::uint64_t offset, FactId position) const {
    FactId owner = kNoFact;
    if (offset >= space.bytes.size()) return owner;
    for (const Event& event : space.bytes[offset]) {
        if (event.fact >= position) break;
        if (event.what == Event::record) owner = event.fact;
        if (event.what == Event::erase || event.what == Event::lose) owner = kNoFact;
    }
    return owner;
}

FactId NaiveHistory::original(const Space& space, FactId staged) const {
    FactId known = staged;
    while (!(facts_[staged].fact.flags & fact_flags::hasBytes)) {
        const FactId older = recordOwner(space, facts_[staged].fact.x, staged);
        if (older == kNoFact || facts_[older].fact.x != facts_[staged].fact.x || facts_[older].fact.y != facts_[staged].fact.y)
            break;
        std::size_t bytesAt = 0;
        const StagedInfo a = decodeStaged(facts_[older].payload, bytesAt);
        const StagedInfo b = decodeStaged(facts_[staged].payload, bytesAt);
        if (a.sequence != b.sequence || a.key != b.key || a.role != b.role) break;
        if (epochOf(older + 1) != epochOf(staged + 1)) known = older;
        staged = older;
    }
    return known;
}

std::vector<FactId> NaiveHistory::records(SpaceId id, std::uint64_t offset, std::uint64_t size, FactId position) const {
    std::vector<FactId> found;
    if (!stated(id, position)) return found;
    const Space& space = spaces_.at(id);
    std::set<FactId> seen;
    for (std::uint64_t i = offset; i < offset + size && i < space.bytes.size(); ++i) {
        const FactId owner = recordOwner(space, i, position);
        if (owner == kNoFact || !seen.insert(owner).second) continue;
        if (recordOwner(space, facts_[owner].fact.x, position) == owner) found.push_back(original(space, owner));
    }
    return found;
}

NaiveHistory::Moment NaiveHistory::at(FactId position) const {
    Moment moment;
    std::map<SpaceId, std::string> names;
    std::map<SpaceId, bool> durable;
    for (FactId id = 0; id < position; ++id) {
        const auto& [fact, payload, source] = facts_[id];
        if (isRestart(fact.kind)) {
            moment.nodes.clear();
            names.clear();
            if (fact.kind == FactKind::gap) moment.open.clear();
        }
        const auto node = moment.nodes.find(fact.subject);
        switch (fact.kind) {
            case FactKind::spanBegin: moment.open[fact.lane].push_back(id); break;
            case FactKind::spanEnd: moment.open[fact.lane].pop_back(); break;
            case FactKind::spaceCreated:
                names[fact.subject] = payload;
                durable[fact.subject] = (fact.flags & fact_flags::existing) && !(fact.flags & fact_flags::namePending);
                break;
            case FactKind::renamed:
                names[fact.subject] = payload;
                durable[fact.subject] = false;
                if (fact.x != 0) names.erase(static_cast<SpaceId>(fact.x));
                break;
            case FactKind::removed: names.erase(fact.subject); break;
            case FactKind::directorySynced:
                for (auto& [space, known] : durable) known = true;
                break;
            case FactKind::nodeSet: {
                Node& set = moment.nodes[fact.subject];
                set.kind = static_cast<std::uint32_t>(fact.x);
                set.parent = static_cast<NodeId>(fact.y);
                set.name = payload;
                break;
            }
            case FactKind::nodeErased: moment.nodes.erase(fact.subject); break;
            case FactKind::cellSet:
                if (node != moment.nodes.end()) node->second.cells[fact.x] = id;
                break;
            case FactKind::cellErased:
                if (node != moment.nodes.end()) node->second.cells.erase(fact.x);
                break;
            default: break;
        }
    }
    for (const auto& [space, name] : names) moment.files[name] = {space, durable[space]};
    return moment;
}

}  // namespace vitrine::test

// The Scene's files. Nothing about them is kept while walking: all of it is looked up at the cursor when asked for.
#include <algorithm>

#include "core/trace/scene_impl.h"

namespace vitrine {

const SpaceState* Scene::Impl::space(SpaceId id) const {
    const SpaceLog* log = epoch ? epoch->disk.find(id) : nullptr;
    if (!log || log->created() >= position || log->ended() < position) return nullptr;
    const auto [entry, fresh] = spaces.try_emplace(id);
    SpaceState& state = entry->second;
    if (!fresh) return &state;
    const auto held = [this](FactId fact, FactId otherwise) {
        return fact == kNoFact || fact < facts->store.begin() ? otherwise : fact;
    };
    const SpaceLog::Name& name = log->nameAt(position);
    state.id = id;
    state.name = name.name;
    state.buffer = log->buffer();
    state.created = held(log->firstCreated(), log->created());
    state.named = name.fact == log->created() ? held(log->firstNamed(), name.fact) : name.fact;
    state.nameDurable = epoch->disk.nameDurable(*log, position);
    state.lastSync = held(log->lastSyncBefore(position), kNoFact);
    state.size = log->sizeAt(position);
    state.notDurable = log->notDurableAt(position);
    return &state;
}

const SpaceState* Scene::space(SpaceId id) const { return impl_->space(id); }

const std::vector<const SpaceState*>& Scene::files() const {
    if (impl_->files) return *impl_->files;
    std::vector<const SpaceState*>& files = impl_->files.emplace();
    if (!impl_->epoch) return files;
    for (const SpaceLog* log : impl_->epoch->disk.spaces()) {
        if (log->created() >= impl_->position) break;
        if (log->buffer()) continue;
        if (const SpaceState* state = impl_->space(log->id())) files.push_back(state);
    }
    std::sort(files.begin(), files.end(), [](const SpaceState* a, const SpaceState* b) { return a->name < b->name; });
    return files;
}

const SpaceState* Scene::fileNamed(std::string_view name) const {
    const auto& all = files();
    const auto found = std::lower_bound(all.begin(), all.end(), name,
                                        [](const SpaceState* file, std::string_view wanted) { return file->name < wanted; });
    return found != all.end() && (*found)->name == name ? *found : nullptr;
}

std::uint64_t Scene::bytesAtRisk() const {
    return impl_->epoch ? impl_->epoch->disk.bytesAtRiskAt(impl_->position) : 0;
}

}  // namespace vitrine

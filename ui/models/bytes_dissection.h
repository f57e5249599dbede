// A file's bytes at a moment, and the structures that they are made of.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "core/dissect/dissect.h"
#include "ui/models/bytes_source.h"
#include "ui/models/moment.h"
#include "ui/models/provenance.h"
#include "ui/models/record_state.h"

namespace vitrine::ui {

/// The bytes of a space as they are at a scene's cursor, those still in the process's buffer included.
/// `timeline` outlives it.
class MomentSource final : public ShownSource {
  public:
    MomentSource(const Timeline& timeline, SpaceId space, FactId position);
    std::uint64_t size() const override { return size_; }
    std::uint64_t sizeOnDisk() const override { return sizeOnDisk_; }
    std::size_t read(std::uint64_t offset, std::span<char> out) const override;
    const std::vector<RecordRef>& announced() const override { return announced_; }

  private:
    static constexpr std::uint64_t kBlockBytes = 8192;

    const Timeline& timeline_;
    SpaceId space_;
    FactId position_;
    // The block that was read last: fields are a few bytes each, and lie side by side. Of a moment, so it stays true.
    mutable std::uint64_t blockAt_ = 0;
    mutable Bytes block_;
    std::uint64_t sizeOnDisk_ = 0;
    std::uint64_t size_ = 0;
    std::vector<RecordRef> announced_;
};

/// A structure with what history knows about it.
struct KnownRecord {
    Structure structure;
    std::optional<RecordRef> staged;  // nothing: older than history, or no record
    RecordState state = RecordState::unproven;
    QString name;                     // "user:7", "del user:2", "segment header"
    std::uint64_t operation = 0;      // number; 0 unknown

    FileRange range(SpaceId space) const { return {space, structure.offset, structure.sizeBytes}; }
};

/// Finds structures anywhere in a file. Keeps, over moments, where structures begin in stretches that history says
/// nothing about, so that a long file is walked once.
class FileDissection {
  public:
    /// Points it at a moment and a space of its scene; the scene outlives the next call.
    void show(const Scene& scene, SpaceId space);
    /// Points it at a file that no session knows: it has bytes and structures, and no history.
    void show(std::shared_ptr<const ShownSource> foreign, const std::string& name);
    SpaceId space() const { return space_; }
    bool foreign() const { return valid() && !scene_; }
    const ShownSource& source() const { return *source_; }
    std::shared_ptr<const ShownSource> sharedSource() const { return source_; }
    bool valid() const { return source_ != nullptr; }

    /// Structures that overlap [begin, end), in order. `complete` turns false when the walk towards them took too long
    /// and was left for the next call.
    std::vector<KnownRecord> in(std::uint64_t begin, std::uint64_t end, bool& complete);
    /// The structure that holds a byte.
    std::optional<KnownRecord> at(std::uint64_t offset, Verify verify = Verify::no);
    /// The structures right before and behind; for walking with arrow keys.
    std::optional<KnownRecord> before(std::uint64_t offset);
    Provenance& provenance() { return provenance_; }

  private:
    std::uint64_t startFor(std::uint64_t begin, bool& complete);
    std::optional<Structure> structureAt(std::uint64_t at, Verify verify) const;
    std::optional<Structure> read(std::uint64_t at);
    std::vector<RecordRef> stagedIn(std::uint64_t begin, std::uint64_t end) const;
    void name(KnownRecord& record, const Structure& structure) const;
    KnownRecord known(Structure structure, std::optional<RecordRef> staged) const;

    const Scene* scene_ = nullptr;  // null: of a foreign file
    SpaceId space_ = 0;
    std::shared_ptr<const ShownSource> source_;
    std::unique_ptr<Dissector> dissector_;
    std::optional<RecordJudge> judge_;
    Provenance provenance_;
    std::map<SpaceId, std::vector<std::uint64_t>> waypoints_;  // a structure begins there, one about every 16 KiB
};

}  // namespace vitrine::ui

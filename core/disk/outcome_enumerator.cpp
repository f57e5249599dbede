#include "core/disk/outcome_enumerator.h"

#include <algorithm>

#include "core/base/random.h"
#include "core/disk/disk_image.h"

namespace vitrine {

class OutcomeEnumerator::Source {
  public:
    virtual ~Source() = default;
    virtual bool next(Outcome& outcome) = 0;
};

// ---- all of them ----------------------------------------------------------------------------------------------------

/// An odometer: sectors turn fastest, then sizes, then sets of name changes. In ordered mode a size bounds the versions
/// of its sectors from below.
class OutcomeEnumerator::Exhaustive final : public Source {
  public:
    explicit Exhaustive(const CrashPoint& point) : point_(point), now_(point.keepNone()) { listNameSets(0); }

    bool next(Outcome& outcome) override {
        if (!first_ && !turnSectors() && !turnSizes() && !turnNames()) return false;
        first_ = false;
        outcome = now_;
        return true;
    }

  private:
    void listNameSets(std::size_t change) {
        if (change == now_.names.size()) {
            nameSets_.push_back(now_.names);
            return;
        }
        listNameSets(change + 1);
        const auto& before = point_.nameChanges()[change].waitsFor;
        if (std::any_of(before.begin(), before.end(),
                        [&](std::uint32_t b) { return b != CrashPoint::kNone && !now_.names[b]; }))
            return;
        now_.names[change] = 1;
        listNameSets(change + 1);
        now_.names[change] = 0;
    }
    std::uint32_t least(std::size_t sector) const {
        const CrashPoint::Sector& which = point_.sectors()[sector];
        return point_.leastVersion(which, now_.sizes[which.file]);
    }
    bool turnSectors() {
        for (std::size_t s = 0; s < now_.versions.size(); ++s) {
            if (now_.versions[s] < point_.sectors()[s].writes) {
                ++now_.versions[s];
                return true;
            }
            now_.versions[s] = least(s);
        }
        return false;
    }
    bool turnSizes() {
        bool turned = false;
        for (std::size_t f = 0; f < now_.sizes.size() && !turned; ++f) {
            turned = now_.sizes[f] + 1 < point_.files()[f].sizes.size();
            now_.sizes[f] = turned ? now_.sizes[f] + 1 : 0;
        }
        for (std::size_t s = 0; s < now_.versions.size(); ++s) now_.versions[s] = least(s);
        return turned;
    }
    bool turnNames() {
        if (++nameSet_ >= nameSets_.size()) return false;
        now_.names = nameSets_[nameSet_];
        return true;
    }

    const CrashPoint& point_;
    Outcome now_;
    std::vector<std::vector<std::uint8_t>> nameSets_;
    std::size_t nameSet_ = 0;
    bool first_ = true;
};

// ---- a bounded choice -----------------------------------------------------------------------------------------------

class OutcomeEnumerator::Bounded final : public Source {
  public:
    Bounded(const CrashPoint& point, const EnumeratorOptions& options)
        : point_(point), all_(point.keepAll()), none_(point.keepNone()), items_(point.items()), random_(options.seed) {
        listPrefixes();
        listSectors();
        listWrites();
        listFiles();
        for (std::uint32_t bits = 0; bits < 8; ++bits) recipes_.push_back({Kind::corner, bits, 0});
        listPairs(options.exhaustiveUpTo);
        for (std::uint32_t i = 0; i < options.randomSubsets; ++i) recipes_.push_back({Kind::random, i, 0});
    }

    bool next(Outcome& outcome) override {
        while (next_ < recipes_.size()) {
            outcome = cook(recipes_[next_++]);
            point_.dropUnsupportedSizes(outcome);
            if (seen_.insert(fingerprint(outcome)).second) return true;
        }
        return false;
    }

  private:
    enum class Kind : std::uint8_t {
        prefix,      // the first a items, all else lost
        torn,        // the items before item a, then b sectors of that write, and the size it brings
        sectorKept,  // of all data, sector a at version b alone; sizes and names kept
        sectorLost,  // all but sector a, which stays at version b
        writeKept,   // of all data, the write that is item a alone; sizes and names kept
        writeLost,   // all but that write
        fileKept,    // data, sizes and name of file a alone
        fileLost,    // all but those
        fileEmpty,   // all but the data and sizes of file a
        corner,      // bits of a: names, sizes, data all kept or all lost
        pair,        // all but sectors a and b
        random,      // a choice at random for everything
    };
    struct Recipe {
        Kind kind;
        std::uint32_t a = 0;
        std::uint32_t b = 0;
    };

    void listPrefixes() {
        for (std::uint32_t i = 0; i <= items_.size(); ++i) {
            recipes_.push_back({Kind::prefix, i, 0});
            if (i == items_.size() || items_[i].kind != PendingItem::Kind::data) continue;
            const std::uint32_t sectors = point_.files()[items_[i].fileIndex].writes[items_[i].entry].sectorCount;
            for (std::uint32_t kept = 0; kept < sectors; ++kept) recipes_.push_back({Kind::torn, i, kept});
        }
    }
    void listSectors() {
        for (std::uint32_t s = 0; s < point_.sectors().size(); ++s) {
            const std::uint32_t writes = point_.sectors()[s].writes;
            for (std::uint32_t version = 0; version < writes; ++version) {
                recipes_.push_back({Kind::sectorKept, s, version + 1});
                recipes_.push_back({Kind::sectorLost, s, version});
            }
        }
    }
    /// One of a single sector is that sector.
    void listWrites() {
        for (std::uint32_t i = 0; i < items_.size(); ++i) {
            if (items_[i].kind != PendingItem::Kind::data) continue;
            if (point_.files()[items_[i].fileIndex].writes[items_[i].entry].sectorCount < 2) continue;
            for (const Kind kind : {Kind::writeKept, Kind::writeLost}) recipes_.push_back({kind, i, 0});
        }
    }
    void listFiles() {
        for (std::uint32_t f = 0; f < point_.files().size(); ++f)
            for (const Kind kind : {Kind::fileKept, Kind::fileLost, Kind::fileEmpty}) recipes_.push_back({kind, f, 0});
    }
    void listPairs(std::uint64_t budget) {
        const auto sectors = static_cast<std::uint32_t>(point_.sectors().size());
        for (std::uint32_t b = 1; b < sectors; ++b)
            for (std::uint32_t a = 0; a < b; ++a) {
                if (recipes_.size() >= budget) return;
                recipes_.push_back({Kind::pair, a, b});
            }
    }

    Outcome cook(const Recipe& recipe) {
        switch (recipe.kind) {
            case Kind::prefix:
                return prefix(recipe.a);
            case Kind::torn:
                return torn(recipe.a, recipe.b);
            case Kind::sectorKept: {
                Outcome outcome = all_;
                outcome.versions = none_.versions;
                outcome.versions[recipe.a] = recipe.b;
                return outcome;
            }
            case Kind::sectorLost: {
                Outcome outcome = all_;
                outcome.versions[recipe.a] = recipe.b;
                return outcome;
            }
            case Kind::writeKept: {
                Outcome outcome = all_;
                outcome.versions = none_.versions;
                keep(outcome, items_[recipe.a]);
                return outcome;
            }
            case Kind::writeLost:
                return withoutWrite(items_[recipe.a]);
            case Kind::fileKept:
                return oneFile(recipe.a, true, true);
            case Kind::fileLost:
                return oneFile(recipe.a, false, true);
            case Kind::fileEmpty:
                return oneFile(recipe.a, false, false);
            case Kind::corner:
                return {(recipe.a & 1 ? all_ : none_).versions, (recipe.a & 2 ? all_ : none_).sizes,
                        (recipe.a & 4 ? all_ : none_).names};
            case Kind::pair: {
                Outcome outcome = all_;
                outcome.versions[recipe.a] = outcome.versions[recipe.b] = 0;
                return outcome;
            }
            case Kind::random:
                break;
        }
        return randomly();
    }

    Outcome prefix(std::uint32_t count) const {
        Outcome outcome = none_;
        for (std::uint32_t i = 0; i < count; ++i) keep(outcome, items_[i]);
        return outcome;
    }
    Outcome torn(std::uint32_t item, std::uint32_t sectors) const {
        Outcome outcome = prefix(item);
        const CrashPoint::Write& write = point_.files()[items_[item].fileIndex].writes[items_[item].entry];
        for (std::uint32_t s = write.firstSector; s < write.firstSector + sectors; ++s)
            outcome.versions[s] = point_.versionAfter(point_.sectors()[s], items_[item].entry);
        const bool grows = item + 1 < items_.size() && items_[item + 1].kind == PendingItem::Kind::size &&
                           items_[item + 1].fileIndex == items_[item].fileIndex &&
                           items_[item + 1].sizeBytes == write.offset + write.sizeBytes;
        if (grows) keep(outcome, items_[item + 1]);
        return outcome;
    }
    void keep(Outcome& outcome, const PendingItem& item) const {
        if (item.kind == PendingItem::Kind::name) {
            outcome.names[item.entry] = 1;
        } else if (item.kind == PendingItem::Kind::size) {
            outcome.sizes[item.fileIndex] = item.entry;
        } else {
            const CrashPoint::Write& write = point_.files()[item.fileIndex].writes[item.entry];
            for (std::uint32_t s = write.firstSector; s < write.firstSector + write.sectorCount; ++s)
                outcome.versions[s] = point_.versionAfter(point_.sectors()[s], item.entry);
        }
    }
    Outcome withoutWrite(const PendingItem& item) const {
        Outcome outcome = all_;
        const CrashPoint::Write& write = point_.files()[item.fileIndex].writes[item.entry];
        for (std::uint32_t s = write.firstSector; s < write.firstSector + write.sectorCount; ++s)
            outcome.versions[s] = point_.versionAfter(point_.sectors()[s], item.entry) - 1;
        return outcome;
    }
    Outcome oneFile(std::uint32_t index, bool kept, bool withNames) const {
        Outcome outcome = kept ? none_ : all_;
        const Outcome& from = kept ? all_ : none_;
        const CrashPoint::File& file = point_.files()[index];
        for (std::uint32_t s = file.firstSector; s < file.firstSector + file.sectorCount; ++s)
            outcome.versions[s] = from.versions[s];
        outcome.sizes[index] = from.sizes[index];
        for (std::uint32_t i = 0; i < point_.nameChanges().size() && withNames; ++i) {
            if (point_.nameChanges()[i].file != index) continue;
            if (kept)
                point_.addNameChange(outcome, i);
            else
                point_.dropNameChange(outcome, i);
        }
        return outcome;
    }
    Outcome randomly() {
        Outcome outcome = none_;
        for (std::size_t s = 0; s < outcome.versions.size(); ++s)
            outcome.versions[s] = static_cast<std::uint32_t>(random_.below(all_.versions[s] + 1));
        for (std::size_t f = 0; f < outcome.sizes.size(); ++f)
            outcome.sizes[f] = static_cast<std::uint32_t>(random_.below(all_.sizes[f] + 1));
        for (std::uint32_t i = 0; i < outcome.names.size(); ++i) {
            const auto& before = point_.nameChanges()[i].waitsFor;
            const bool may = std::all_of(before.begin(), before.end(),
                                         [&](std::uint32_t b) { return b == CrashPoint::kNone || outcome.names[b]; });
            outcome.names[i] = may && random_.below(2) == 1;
        }
        return outcome;
    }
    static std::uint64_t fingerprint(const Outcome& outcome) {
        const auto bytesOf = [](const auto& choices) {
            return ByteView(reinterpret_cast<const char*>(choices.data()), choices.size() * sizeof choices[0]);
        };
        return hashBytes(bytesOf(outcome.names),
                         hashBytes(bytesOf(outcome.sizes), hashBytes(bytesOf(outcome.versions))));
    }

    const CrashPoint& point_;
    const Outcome all_;
    const Outcome none_;
    const std::vector<PendingItem> items_;
    Random random_;
    std::vector<Recipe> recipes_;
    std::size_t next_ = 0;
    std::unordered_set<std::uint64_t> seen_;
};

OutcomeEnumerator::OutcomeEnumerator(const CrashPoint& point, const EnumeratorOptions& options)
    : allowed_(countOutcomes(point)) {
    exhaustive_ = !allowed_.atLeast && allowed_.value <= static_cast<double>(options.exhaustiveUpTo);
    if (exhaustive_)
        source_ = std::make_unique<Exhaustive>(point);
    else
        source_ = std::make_unique<Bounded>(point, options);
}

OutcomeEnumerator::~OutcomeEnumerator() = default;

bool OutcomeEnumerator::next(Outcome& outcome) {
    if (!source_->next(outcome)) return false;
    ++explored_;
    return true;
}

}  // namespace vitrine

#include "ui/models/bytes_links.h"

#include <algorithm>
#include <deque>
#include <set>

#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

constexpr std::size_t kMostCopies = 64;
constexpr std::size_t kMostSiblings = 16;
constexpr std::size_t kMostEntries = 20'000;       // of a hint, looked through
constexpr std::uint64_t kMostCompared = 4096;
constexpr FactId kMostFactsOfOperation = 200'000;  // a longer one is not gone through

std::string stemOf(const std::string& name) { return name.substr(0, name.find('.')); }

const Field* fieldOf(const Structure& structure, std::string_view name) {
    const auto field = std::ranges::find(structure.fields, name, &Field::name);
    return field == structure.fields.end() ? nullptr : &*field;
}

std::uint64_t numberAt(const ByteSource& source, const Field* field) {
    Bytes raw(8, '\0');
    if (field) source.read(field->offset, std::span(raw).first(std::min<std::uint64_t>(field->sizeBytes, 8)));
    return loadLittle<std::uint64_t>(raw.data());
}

class LinkFinder {
    Q_DECLARE_TR_FUNCTIONS(vitrine::ui::LinkFinder)
  public:
    LinkFinder(const Moment& moment, FileDissection& dissection, const FileRange& range)
        : moment_(moment), timeline_(moment.timeline()), dissection_(dissection), range_(range) {}

    std::vector<Link> find() {
        known_ = dissection_.at(range_.offset);
        writer_ = writerOf(moment_, dissection_, range_);
        first_ = firstStaged();
        addWrite();
        addWhole();
        addOriginals();
        addCopies();
        addPointers();
        addTarget();
        addSiblings();
        addEnd();
        return std::move(links_);
    }

  private:
    struct Place {
        SpaceId space;
        std::uint64_t offset;
        bool operator<(const Place& other) const { return std::tie(space, offset) < std::tie(other.space, other.offset); }
    };

    Link& add(Link::Kind kind, const QString& text) {
        links_.push_back({kind, text, {}, kNoFact});
        return links_.back();
    }

    FactId end() const { return moment_.position(); }

    /// The record as it was staged first: behind restarts in another life of its file, with another space.
    std::optional<RecordRef> firstStaged() const {
        if (!known_) return {};
        if (writer_.fact == kNoFact) return known_->staged;
        const SpaceId space = timeline_.at(writer_.fact).fact.subject;
        auto staged = timeline_.recordAt(space, known_->structure.offset, std::min(writer_.fact + 1, end()));
        return staged && staged->offset == known_->structure.offset ? staged : known_->staged;
    }

    /// The file that held that space then, as it is called; and its bytes now, where they still are.
    std::string nameThen(SpaceId space, FactId position) {
        if (const SpaceState* now = moment_.scene->space(space)) return now->name;
        Scene& scene = then_.try_emplace(position, timeline_).first->second;
        scene.seek(position);
        const SpaceState* file = scene.space(space);
        return file ? file->name : std::string();
    }

    /// The file that holds the record's bytes now, if one does: behind a power cut or an end it is another one of that name.
    std::optional<SpaceId> spaceNow(const RecordRef& record, FactId position) {
        if (moment_.scene->space(record.space)) return record.space;
        const std::string name = nameThen(record.space, position);
        const SpaceState* file = name.empty() ? nullptr : moment_.scene->fileNamed(name);
        if (!file || timeline_.restartBefore(end()) <= position) return {};
        Bytes then(std::min<std::uint64_t>(record.size, kMostCompared), '\0'), now(then);
        then.resize(timeline_.readBytes(record.space, record.offset, then, position + 1, true));
        now.resize(timeline_.readBytes(file->id, record.offset, now, end(), true));
        return then == now ? std::optional(file->id) : std::nullopt;
    }

    QString titleThen(SpaceId space, FactId position) {
        if (moment_.scene->space(space)) return fileTitle(*moment_.scene, space);
        const std::string name = nameThen(space, position);
        bool numbered = false;
        const qulonglong number = QString::fromStdString(stemOf(name)).toULongLong(&numbered);
        if (numbered && name.ends_with(".log")) return tr("segment %1").arg(number);
        return name.empty() ? tr("a file that is gone") : QString::fromStdString(name);
    }

    void addPlace(Link::Kind kind, const QString& there, const QString& gone, const RecordRef& record, FactId position) {
        const QString title = titleThen(record.space, position), at = hex(record.offset);
        if (const auto space = spaceNow(record, position)) {
            Link& link = add(kind, there.arg(title, at));
            link.select = selectionOf({*space, record.offset, record.size}, record.info.key);
        } else {
            add(kind, gone.arg(title, at)).go = momentOf(timeline_, position);
        }
    }

    void addWrite() {
        const QString by = writtenBy(timeline_, writer_);
        Link& link = add(Link::Kind::write, by.left(1).toUpper() + by.mid(1));
        if (whenWritten(timeline_, writer_.fact).operation == 0) return;
        link.go = momentOf(timeline_, writer_.fact);
        if (const auto operation = timeline_.operationAt(writer_.fact + 1))
            link.text = tr("%1: %2").arg(link.text, QString::fromStdString(timeline_.commandOf(*operation)));
    }

    void addWhole() {
        if (!known_ || known_->structure.name == "zeros") return;
        const FileRange whole = known_->range(range_.space);
        if (whole == range_) return;
        Link& link = add(Link::Kind::whole, tr("Part of %1, %2 bytes at %3").arg(known_->name).arg(whole.size).arg(hex(whole.offset)));
        link.select = selectionOf(whole, known_->structure.key);
    }

    void addOriginals() {
        std::optional<RecordRef> copy = first_;
        for (std::size_t i = 0; copy && copy->info.originSpace && i < kMostCopies; ++i) {
            const FactId position = copy->stagedBy;
            if (position == kNoFact) break;
            auto original = timeline_.recordAt(copy->info.originSpace, copy->info.originOffset, position);
            if (!original || original->offset != copy->info.originOffset)
                original = RecordRef{copy->info.originSpace, copy->info.originOffset, copy->size, kNoFact, {}};
            addPlace(Link::Kind::original, tr("A copy of %1 @ %2"), tr("A copy of %1 @ %2, which is gone: to the moment of the copying"),
                     *original, position);
            copy = original;
        }
    }

    void addCopies() {
        if (!known_) return;
        std::deque<Place> open{{range_.space, known_->structure.offset}};
        if (first_) open.push_back({first_->space, first_->offset});
        std::set<Place> seen(open.begin(), open.end());
        while (!open.empty() && seen.size() < kMostCopies) {
            const Place from = open.front();
            open.pop_front();
            for (const RecordRef& copy : timeline_.copiesOf(from.space, from.offset, end())) {
                if (!seen.insert({copy.space, copy.offset}).second) continue;
                open.push_back({copy.space, copy.offset});
                addPlace(Link::Kind::copy, tr("Copied to %1 @ %2"), tr("Copied to %1 @ %2, which is gone: to the moment of the copying"),
                         copy, copy.stagedBy);
            }
        }
    }

    void addPointers() {
        if (!known_) return;
        const std::uint64_t offset = known_->structure.offset;
        if (const auto cell = moment_.scene->pointerTo(range_.space, offset)) {
            Link& link = add(Link::Kind::pointer, tr("Pointed at by %1").arg(cellTitle(*moment_.scene, *cell)));
            link.select.kind = Selection::Kind::slot;
            link.select.cell = *cell;
            link.select.key = known_->structure.key;
        }
        const SpaceState* file = moment_.scene->space(range_.space);
        const SpaceState* hint =
            file && file->name.ends_with(".log") ? moment_.scene->fileNamed(stemOf(file->name) + ".hint") : nullptr;
        if (hint) addHintEntry(*hint, offset);
    }

    void addHintEntry(const SpaceState& hint, std::uint64_t offset) {
        const auto source = std::make_shared<MomentSource>(timeline_, hint.id, end());
        const auto dissector = standardDissectors().make(hint.name, source);
        if (!dissector) return;
        std::size_t looked = 0;
        for (std::uint64_t at = 0; looked < kMostEntries; ++looked) {
            const auto entry = dissector->at(at, Verify::no);
            if (!entry) break;
            at = entry->end();
            if (entry->name != "hint entry" || entry->key != known_->structure.key) continue;
            if (numberAt(*source, fieldOf(*entry, "offset")) != offset) continue;
            Link& link = add(Link::Kind::pointer,
                             tr("Pointed at by an entry of %1 @ %2").arg(QString::fromStdString(hint.name), hex(entry->offset)));
            link.select = selectionOf({hint.id, entry->offset, entry->sizeBytes}, entry->key);
            break;
        }
    }

    /// A hint's entry stands for a record of its segment, its header for the segment.
    void addTarget() {
        const SpaceState* file = moment_.scene->space(range_.space);
        if (!known_ || !file || !file->name.ends_with(".hint")) return;
        const SpaceState* segment = moment_.scene->fileNamed(stemOf(file->name) + ".log");
        if (!segment) return void(add(Link::Kind::target, tr("Its segment is not there")));
        if (known_->structure.name == "hint entry") {
            const std::uint64_t offset = numberAt(dissection_.source(), fieldOf(known_->structure, "offset"));
            const std::uint64_t size = numberAt(dissection_.source(), fieldOf(known_->structure, "record length"));
            Link& link = add(Link::Kind::target, tr("Points at %1 @ %2").arg(fileTitle(*moment_.scene, segment->id), hex(offset)));
            link.select = selectionOf({segment->id, offset, size}, known_->structure.key);
        } else {
            Link& link = add(Link::Kind::target, tr("Stands for %1").arg(fileTitle(*moment_.scene, segment->id)));
            link.select = selectionOf({segment->id, 0, std::min<std::uint64_t>(segment->size, 64)}, {});
        }
    }

    /// Where what an operation wrote lives now: its own place, or the newest copy of it.
    RecordRef newestCopy(RecordRef record) {
        for (std::size_t i = 0; i < kMostCopies; ++i) {
            const auto copies = timeline_.copiesOf(record.space, record.offset, end());
            if (copies.empty()) break;
            record = copies.back();
        }
        return record;
    }

    void addSiblings() {
        const auto operation = writer_.fact == kNoFact ? std::nullopt : timeline_.operationAt(writer_.fact + 1);
        if (!operation) return;
        const Operation& whole = timeline_.operation(*operation);
        const FactId last = std::min({whole.end == kNoFact ? timeline_.end() : whole.end, end(), whole.begin + kMostFactsOfOperation});
        std::size_t more = 0, told = 0;
        for (FactId id = whole.begin; id < last; ++id) {
            const Fact& fact = timeline_.at(id).fact;
            if (fact.kind != FactKind::staged) continue;
            const auto staged = timeline_.recordAt(fact.subject, fact.x, id + 1);
            if (!staged || staged->stagedBy != id) continue;
            if (first_ && staged->space == first_->space && staged->offset == first_->offset) continue;
            const RecordRef now = newestCopy(*staged);
            const FactId position = now.stagedBy;
            const auto space = spaceNow(now, position);
            if (!space) continue;  // it exists no more
            if (++told > kMostSiblings) {
                ++more;
                continue;
            }
            Link& link = add(Link::Kind::sibling, tr("Op %1 also wrote %2: it is at %3 @ %4")
                                                      .arg(whole.number)
                                                      .arg(recordName(*staged), fileTitle(*moment_.scene, *space), hex(now.offset)));
            link.select = selectionOf({*space, now.offset, now.size}, now.info.key);
        }
        if (more > 0) add(Link::Kind::sibling, tr("and %L1 more").arg(more));
    }

    void addEnd() {
        if (writer_.fact != kNoFact && whenWritten(timeline_, writer_.fact).operation != 0) return;
        if (writer_.gap) return void(add(Link::Kind::end, tr("While the engine went on unrecorded, nobody noted who wrote")));
        const std::size_t firstOperation = timeline_.firstOperation();
        if (firstOperation >= timeline_.operationCount()) return;
        Link& link = add(Link::Kind::end, tr("This history begins with op %1: what was before is not known")
                                              .arg(timeline_.operation(firstOperation).number));
        link.go = timeline_.firstWhole();
    }

    const Moment& moment_;
    const Timeline& timeline_;
    FileDissection& dissection_;
    FileRange range_;
    std::optional<KnownRecord> known_;
    Writer writer_;
    std::optional<RecordRef> first_;
    std::map<FactId, Scene> then_;
    std::vector<Link> links_;
};

}  // namespace

std::vector<Link> linksOf(const Moment& moment, FileDissection& dissection, const FileRange& range) {
    if (!moment.scene || !dissection.valid() || dissection.foreign() || dissection.space() != range.space) return {};
    return LinkFinder(moment, dissection, range).find();
}

}  // namespace vitrine::ui

#include "ui/models/key_story.h"

#include <QSet>
#include <algorithm>
#include <utility>

#include "core/base/bytes.h"
#include "core/trace/node_kinds.h"
#include "ui/models/index_model.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

/// Lines that may change what every key's get answers, or make everything durable.
bool concernsAll(const std::string& word) {
    static const QSet<QString> words{QStringLiteral("open"),   QStringLiteral("close"),  QStringLiteral("crash"),
                                     QStringLiteral("kill"),   QStringLiteral("sync"),   QStringLiteral("compact"),
                                     QStringLiteral("step"),   QStringLiteral("finish"), QStringLiteral("cancel"),
                                     QStringLiteral("edit"),   QStringLiteral("roll"),   QStringLiteral("use"),
                                     QStringLiteral("batch"),  QStringLiteral("check")};
    return words.contains(QString::fromStdString(word));
}

std::string firstWord(const std::string& line) { return line.substr(0, line.find_first_of(" \t")); }

/// "“Ada”" of the record that lies there.
QString valueThere(FileDissection& dissection, const Scene& scene, const RangeRef& place, bool& readable) {
    dissection.show(scene, place.space);
    readable = false;
    if (!dissection.valid()) return {};
    const auto record = dissection.at(place.offset, Verify::yes);
    if (!record || record->structure.offset != place.offset || record->structure.checksum == Checksum::differs) return {};
    readable = true;
    for (const Field& field : record->structure.fields)
        if (field.role == ::vitrine::FieldRole::value) return QString::fromStdString(field.text);
    return QStringLiteral("“”");
}

bool isDurable(const Scene& scene, const RangeRef& place) {
    const auto runs = scene.timeline().runsOf(place.space, place.offset, place.length, scene.position());
    return !runs.empty() && std::ranges::all_of(runs, &ByteRun::durable);
}

std::string activeFile(const Scene& scene) {
    std::string newest;
    for (const SpaceState* file : scene.files())
        if (file->name.ends_with(".log") && file->name > newest) newest = file->name;
    return newest;
}

}  // namespace

/// What two moments of a story differ in.
struct KeyStory::State {
    bool open = false;                // an engine answers
    bool indexed = false;             // its index is known slot by slot
    std::optional<RangeRef> place;    // of the record that answers
    bool durable = false;
    std::string file;                 // that holds it, or held it
    std::uint64_t fileSize = 0;

    bool sameButDurable(const State& other) const {
        return open == other.open && place == other.place && file == other.file &&
               (open || fileSize == other.fileSize);
    }
};

KeyStory::State KeyStory::stateAt(const Scene& scene) const {
    State state;
    Moment moment;
    moment.scene = &scene;
    const RecordJudge judge(scene);
    IndexModel index;
    index.show(moment);
    state.open = !scene.nodesOfKind(node_kinds::logEngine).empty();
    state.indexed = state.open && judge.indexKnown();
    if (const auto slot = index.find(key_)) {
        state.place = index.at(*slot).target;
        state.durable = isDurable(scene, *state.place);
        if (const SpaceState* file = scene.space(state.place->space)) state.file = file->name;
    } else if (!moments_.empty() && scene.fileNamed(moments_.back().file.toStdString())) {
        state.file = moments_.back().file.toStdString();
    } else {
        state.file = activeFile(scene);
    }
    if (const SpaceState* file = scene.fileNamed(state.file)) state.fileSize = file->size;
    return state;
}

StoryMoment KeyStory::tell(const Scene& scene, const State& state) {
    StoryMoment told;
    told.file = QString::fromStdString(state.file);
    told.durable = state.durable;
    Moment moment;
    moment.scene = &scene;
    segments_.show(moment);
    for (const SegmentRow& row : segments_.rows()) {
        if (row.file != told.file) continue;
        told.sizeBytes = row.sizeBytes;
        told.content = segments_.contentOf(row, 1e5);  // wide: records one by one, unless there are very many
    }
    auto& blocks = told.content.blocks;
    if (!blocks.empty() && blocks.front().range.offset == 0 && blocks.front().state == RecordState::overhead) {
        told.begin = blocks.front().range.size;
        blocks.erase(blocks.begin());
    }
    using Answer = StoryMoment::Answer;
    if (!state.open) {
        told.answer = Answer::nobody, told.answerText = tr("nobody answers");
    } else if (state.place) {
        bool readable = false;
        FileDissection dissection;
        told.answerText = valueThere(dissection, scene, *state.place, readable);
        told.answer = readable ? Answer::value : Answer::unreadable;
        if (!readable) told.answerText = tr("an error: damaged");
    } else if (state.indexed) {
        told.answer = Answer::notFound, told.answerText = tr("not found");
    } else {
        told.answer = Answer::unknown, told.answerText = tr("not known here");
    }
    return told;
}

/// What the moment before had at the end of the same file.
void KeyStory::compare(StoryMoment& moment) const {
    if (moments_.empty() || moments_.back().file != moment.file) return;
    const StoryMoment& before = moments_.back();
    if (before.sizeBytes > moment.sizeBytes) moment.lost = before.sizeBytes - moment.sizeBytes;
    moment.cutByRecovery = moment.answer != StoryMoment::Answer::nobody;
}

namespace {

/// Where the cursor stands when the operation is done: at the end of its last step, behind which spans only end.
FactId momentBehind(const Timeline& timeline, const Operation& operation, FactId end) {
    if (operation.stepCount == 0) return end;
    const FactId last = timeline.step(operation.firstStep + operation.stepCount - 1).end;
    for (FactId at = last; at < end; ++at)
        if (last == kNoFact || timeline.at(at).fact.kind != FactKind::spanEnd) return end;
    return last;
}

/// What a line did, in the words of a lecture.
QString labelOf(const std::string& word, bool existed, bool down) {
    if (word == "put") return existed ? tr("overwrite") : tr("put");
    if (word == "del" || word == "delete") return tr("delete");
    if (word == "batch") return tr("batch");
    if (word == "sync") return tr("sync");
    if (word == "compact") return tr("compact");
    if (word == "crash") return tr("cut power");
    if (word == "kill") return tr("kill the process");
    if (word == "open") return down ? tr("recover") : tr("open");
    if (word == "close") return tr("close");
    if (word == "edit") return tr("damage");
    return QString::fromStdString(word);
}

}  // namespace

/// "put, sync": the same bytes, only safe now.
void KeyStory::becameDurable(StoryMoment moment, const QString& label) {
    StoryMoment& newest = moments_.back();
    moment.label = newest.label + QStringLiteral(", ") + label;
    moment.lost = newest.lost, moment.cutByRecovery = newest.cutByRecovery;
    moment.settled = std::exchange(moment.position, newest.position);
    moment.early = std::make_shared<const StoryMoment>(std::move(newest));
    newest = std::move(moment);
}

void KeyStory::read(const Timeline& timeline) {
    moments_.clear();
    const std::size_t count = timeline.operationCount();
    const std::size_t first = std::max(timeline.firstOperation(), count > kMostOperations ? count - kMostOperations : 0);
    const std::string quoted = quoteWord(key_);
    Scene scene(timeline);
    State last;
    bool down = false;  // the power was cut or the process killed: the next open is a recovery
    for (std::size_t i = first; i < count && moments_.size() < kMostMoments; ++i) {
        const Operation& operation = timeline.operation(i);
        if (operation.begin == kNoFact || operation.end == kNoFact) continue;
        const std::string command = timeline.commandOf(i), word = firstWord(command);
        if (!concernsAll(word) && command.find(quoted) == std::string::npos) continue;
        scene.seek(timeline.whole(operation.end));
        const State state = stateAt(scene);
        const QString label = labelOf(word, last.place && last.open, down);
        if (word == "crash" || word == "kill") down = true;
        if (word == "open") down = false;
        const bool begun = !moments_.empty() || state.place;  // before, nobody has written the key yet
        const bool same = state.sameButDurable(last), synced = same && state.durable && !last.durable;
        last = state;
        if (!begun || (same && !synced && word != "edit")) continue;
        StoryMoment moment = tell(scene, state);
        moment.position = moment.settled = momentBehind(timeline, operation, scene.position());
        moment.label = label;
        if (synced && !moments_.empty()) {
            becameDurable(std::move(moment), label);
            continue;
        }
        compare(moment);
        moments_.push_back(std::move(moment));
    }
}

void KeyStory::show(const Moment& moment, const Bytes& key) {
    const Timeline& timeline = moment.timeline();
    if (timeline_ == &timeline && begin_ == timeline.begin() && end_ == timeline.end() && key_ == key) return;
    timeline_ = &timeline, begin_ = timeline.begin(), end_ = timeline.end();
    key_ = key;
    read(timeline);
}

std::optional<std::size_t> KeyStory::current(FactId position) const {
    const auto behind = std::ranges::upper_bound(moments_, position, {}, &StoryMoment::position);
    if (behind == moments_.begin()) return std::nullopt;
    return static_cast<std::size_t>(behind - moments_.begin()) - 1;
}

std::uint64_t KeyStory::axisBytes() const {
    std::uint64_t most = 1;
    for (const StoryMoment& moment : moments_) most = std::max(most, moment.sizeBytes + moment.lost - moment.begin);
    return most;
}

std::optional<Bytes> keyOfStory(const Moment& moment) {
    if (!moment.pinned.key.empty()) return moment.pinned.key;
    IndexModel index;
    index.show(moment);
    return index.keyInHand();
}

}  // namespace vitrine::ui

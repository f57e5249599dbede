#include "ui/models/compaction_model.h"

#include <algorithm>
#include <string_view>

#include "core/trace/node_kinds.h"
#include "ui/models/file_at.h"
#include "ui/models/record_state.h"
#include "ui/models/segments_model.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

std::string_view nameOf(const Timeline& timeline, std::size_t step) {
    return timeline.catalog().kind(timeline.step(step).kind).name;
}

std::optional<CompactionPhase> phaseOf(std::string_view name) {
    if (!name.starts_with("log.compact.")) return std::nullopt;
    name.remove_prefix(std::string_view("log.compact.").size());
    if (name == "choose") return CompactionPhase::choose;
    if (name == "create") return CompactionPhase::create;
    if (name.starts_with("copy") || name.starts_with("drop")) return CompactionPhase::copy;
    if (name == "sync") return CompactionPhase::sync;
    if (name.starts_with("hint")) return CompactionPhase::hint;
    if (name == "publish") return CompactionPhase::publish;
    if (name == "switch") return CompactionPhase::switchIndex;
    return name == "remove" ? std::optional(CompactionPhase::remove) : std::nullopt;
}

std::uint64_t number(const std::vector<Argument>& arguments, std::size_t index) {
    if (index >= arguments.size()) return 0;
    const auto* value = std::get_if<std::uint64_t>(&arguments[index].value);
    return value ? *value : 0;
}

std::optional<std::size_t> findChoose(const Timeline& timeline, std::size_t from, std::size_t most) {
    for (std::size_t step = from + 1, looked = 0; step-- > timeline.firstStep() && looked < most; ++looked)
        if (nameOf(timeline, step) == "log.compact.choose") return step;
    return std::nullopt;
}

std::uint64_t placeKey(std::uint64_t segment, std::uint64_t offset) {
    return segment << 44 ^ offset;
}

bool isRecord(const RecordRef& ref) {
    return ref.info.role == RecordRole::data || ref.info.role == RecordRole::tombstone;
}

}  // namespace

// ---- reading --------------------------------------------------------------------------------------------------------

std::unique_ptr<CompactionModel> CompactionModel::at(const Moment& moment, std::size_t mostSteps) {
    if (!moment.scene) return nullptr;
    const Timeline& timeline = moment.timeline();
    const auto here = timeline.stepAt(moment.position());
    if (!here) return nullptr;
    // Standing before the operation's first step, the cursor is already in the compaction that begins with it.
    const auto choose = findChoose(timeline, *here, mostSteps);
    if (!choose) return nullptr;
    auto model = std::make_unique<CompactionModel>();
    model->timeline_ = &timeline;
    model->chooseStep = model->readThrough_ = *choose;
    model->chosenAt_ = timeline.step(*choose).begin;

    Scene before(timeline);
    before.seek(model->chosenAt_);
    model->readInputs(before, chosenAt(timeline, *choose));
    model->dissectors_.resize(model->inputs.size());
    if (model->inRecords) model->noteWrites(before);
    model->follow(timeline);
    return model;
}

/// Reads an input's records as they were when the compaction began; false if they are not all known, or not whether they
/// live: then its segment counts something else.
bool CompactionModel::readRecords(const Scene& before, CompactionInput& input) {
    Shares found;
    for (RecordRef& ref : timeline_->recordsOf(input.space, 0, input.size, chosenAt_)) {
        if (!isRecord(ref)) continue;
        CompactionRecord record;
        record.input = static_cast<std::size_t>(&input - inputs.data());
        record.live = before.pointerTo(input.space, ref.offset).has_value();
        if (record.live) outputSize += ref.size;
        (ref.info.role == RecordRole::tombstone ? found.tombstone : record.live ? found.live : found.dead) += ref.size;
        places_[placeKey(input.number, ref.offset)] = {record.input, input.records.size()};
        record.ref = std::move(ref);
        input.records.push_back(std::move(record));
    }
    recordCount += input.records.size();
    return found.live == input.shares.live && found.tombstone == input.shares.tombstone &&
           found.dead == input.shares.dead;
}

/// Which operation took a record's life is told by the writes of its key, wherever they went.
void CompactionModel::noteWrites(const Scene& before) {
    for (const NodeState* node : before.nodesOfKind(node_kinds::logSegment)) {
        const auto space = static_cast<SpaceId>(before.number({node->id, node_kinds::log_segment::space}));
        for (const RecordRef& ref : timeline_->recordsOf(space, 0, timeline_->sizeOf(space, chosenAt_), chosenAt_))
            if (isRecord(ref) && ref.stagedBy != kNoFact)
                writes_[ref.info.key].push_back({ref.stagedBy, ref.info.role == RecordRole::tombstone});
    }
    for (auto& [key, writes] : writes_) std::ranges::sort(writes, {}, &Write::stagedBy);
}

void CompactionModel::follow(const Timeline& timeline) {
    timeline_ = &timeline;
    for (; readThrough_ < timeline.stepCount() && !nextChoose_; ++readThrough_) {
        if (nameOf(timeline, readThrough_) == "log.compact.discard") gaveUpStep = readThrough_;
        const auto its = phaseOf(nameOf(timeline, readThrough_));
        if (!its) continue;
        if (*its == CompactionPhase::choose && readThrough_ != chooseStep) {
            nextChoose_ = readThrough_;
            break;
        }
        if (timeline.step(readThrough_).end == kNoFact) break;  // read when it says how it went
        Phase& phase = phases[static_cast<std::size_t>(*its)];
        if (!phase.first) phase.first = readThrough_;
        phase.last = readThrough_;
        steps.push_back(readThrough_);
        readStep(readThrough_);
    }
    if (outputName.isEmpty()) findOutput();
}

CompactionRecord* CompactionModel::find(std::uint64_t segment, std::uint64_t offset) {
    const auto found = places_.find(placeKey(segment, offset));
    return found == places_.end() ? nullptr : &inputs[found->second.first].records[found->second.second];
}

void CompactionModel::decide(std::size_t step, const std::vector<Argument>& a, CompactionRecord::Fate fate,
                             const QString& why) {
    CompactionRecord* record = find(number(a, 2), number(a, 3));
    if (!record) return;
    if (record->live) outputSize -= record->ref.size;  // what was expected gives way to what is known
    record->fate = fate;
    record->step = step;
    record->why = why;
    if (!record->travels()) return;
    outputSize += record->ref.size;
    record->toOffset = number(a, 5);
}

QString CompactionModel::whyLeft(const std::vector<Argument>& a) {
    const bool deleted = number(a, 4) != 0;
    const CompactionRecord* record = find(number(a, 2), number(a, 3));
    if (const auto writes = record ? writes_.find(record->ref.info.key) : writes_.end(); writes != writes_.end()) {
        const auto later = std::ranges::find_if(writes->second, [&](const Write& write) {
            return write.stagedBy > record->ref.stagedBy && (write.tombstone || !deleted);
        });
        const std::uint64_t op = later == writes->second.end() ? 0 : whenWritten(*timeline_, later->stagedBy).operation;
        if (op) return (later->tombstone ? tr("deleted: op\u00a0%1") : tr("newer: op\u00a0%1")).arg(op);
    }
    return deleted ? tr("deleted") : tr("newer copy");
}

void CompactionModel::readStep(std::size_t step) {
    using Fate = CompactionRecord::Fate;
    const std::string_view name = nameOf(*timeline_, step);
    const auto a = timeline_->argumentsOf(timeline_->step(step).begin, timeline_->end());
    countStep(name, a);
    if (name == "log.compact.create") {
        outputHeader = number(a, 1);
        if (!inRecords && !shares) return;
        outputSize += outputHeader + kCloseMarkBytes;
    } else if (name == "log.compact.copy.record") {
        output = static_cast<std::uint32_t>(number(a, 4));
        decide(step, a, Fate::copied, {});
    } else if (name == "log.compact.copy.tombstone") {
        output = static_cast<std::uint32_t>(number(a, 4));
        decide(step, a, Fate::kept, tr("segment %1 holds an older copy").arg(number(a, 6)));
    } else if (name == "log.compact.drop.record") {
        decide(step, a, Fate::left, whyLeft(a));
    } else if (name == "log.compact.drop.tombstone") {
        decide(step, a, Fate::left, tr("no older copy would remain"));
    } else if (name == "log.compact.hint") {
        hintEntries = number(a, 1);
        hintBytes = number(a, 2);
    } else if (name == "log.compact.remove") {
        endStep = step;
    }
}

/// The output's file and number: stated when the engine creates it.
void CompactionModel::findOutput() {
    const auto& create = phase(CompactionPhase::create).first;
    if (!create) return;
    for (FactId id = std::max(timeline_->begin(), timeline_->step(*create).begin); id < timeline_->step(*create).end;
         ++id) {
        const FactView view = timeline_->at(id);
        if (view.fact.kind != FactKind::spaceCreated || (view.fact.flags & (fact_flags::existing | fact_flags::buffer))) continue;
        if (!view.payload.ends_with(".part")) continue;
        outputSpace = view.fact.subject;
        outputName = fromBytes(std::string(view.payload.substr(0, view.payload.size() - 5)));
        output = outputName.section(QLatin1Char('.'), 0, 0).toUInt();
        return;
    }
}

// ---- asking ---------------------------------------------------------------------------------------------------------

QString CompactionModel::inputsText() const {
    QStringList parts;
    for (std::size_t i = 0; i < numbers_.size();) {
        std::size_t last = i;
        while (last + 1 < numbers_.size() && numbers_[last + 1] == numbers_[last] + 1) ++last;
        if (last - i < 2) last = i;  // two neighbours are named one by one
        parts << (last == i ? QString::number(numbers_[i]) : tr("%1 to %2").arg(numbers_[i]).arg(numbers_[last]));
        i = last + 1;
    }
    if (parts.size() < 2) return parts.join(QString());
    constexpr qsizetype kMostParts = 5;
    if (parts.size() > kMostParts) return tr("%1 … %2").arg(numbers_.front()).arg(numbers_.back());
    const QString last = parts.takeLast();
    return tr("%1 and %2").arg(parts.join(QStringLiteral(", ")), last);
}

bool CompactionModel::contains(std::size_t step) const {
    return std::binary_search(steps.begin(), steps.end(), step);
}

const CompactionRecord& CompactionModel::record(std::size_t ordinal) const {
    std::size_t input = 0;
    while (ordinal >= inputs[input].records.size()) ordinal -= inputs[input++].records.size();
    return inputs[input].records[ordinal];
}

const RecordWords& CompactionModel::wordsOf(const CompactionRecord& record) const {
    if (const auto known = words_.find(&record); known != words_.end()) return known->second;
    const QString key =
        record.ref.info.key.empty() ? QStringLiteral("\"\"") : fromBytes(label(record.ref.info.key, 24));
    RecordWords& words = words_[&record];
    if (record.tombstone()) return words = {tr("del"), key};
    words.first = key;
    auto& dissector = dissectors_[record.input];
    const auto source = std::make_shared<FileAt>(*timeline_, record.ref.space, chosenAt_);
    static const DissectorRegistry formats = standardDissectors();
    if (!dissector) dissector = formats.make("", source);
    const auto structure = dissector ? dissector->at(record.ref.offset, Verify::no) : std::nullopt;
    if (!structure) return words;
    for (const Field& field : structure->fields) {
        if (field.role != vitrine::FieldRole::value) continue;
        Bytes bytes(std::min<std::uint64_t>(field.sizeBytes, 24), '\0');
        bytes.resize(source->read(field.offset, bytes));
        words.rest = fromBytes(label(bytes, 20));
    }
    return words;
}

std::size_t CompactionModel::doneSteps(const Moment& moment) const {
    const auto done = std::ranges::partition_point(steps, [&](std::size_t step) {
        const FactId end = moment.timeline().step(step).end;
        return end != kNoFact && end <= moment.position();
    });
    return static_cast<std::size_t>(done - steps.begin());
}

std::uint64_t CompactionModel::passedBytes(const Moment& moment) const {
    if (!inRecords) return toldAt(moment).read;
    const std::size_t done = doneSteps(moment);
    if (done == 0) return 0;
    const std::size_t last = steps[done - 1];
    const auto passed = [last](const CompactionRecord& record) { return record.step && *record.step <= last; };
    std::uint64_t bytes = 0;
    for (const CompactionInput& input : inputs) {
        const auto next = std::ranges::find_if_not(input.records, passed);
        if (next == input.records.end())
            bytes += input.records.empty() ? 0 : input.size;
        else if (next != input.records.begin())
            bytes += std::prev(next)->ref.offset + std::prev(next)->ref.size;
    }
    return bytes;
}

std::uint64_t CompactionModel::copyBytes(const Moment& moment) const {
    return outputSpace && moment.scene->space(outputSpace) ? moment.timeline().sizeOf(outputSpace, moment.position()) : 0;
}

CompactionModel::Readers CompactionModel::readersOf(const CompactionRecord& record, const Moment& moment) const {
    if (const auto pointer = moment.scene->pointerTo(record.ref.space, record.ref.offset))
        return {Readers::Go::original, pointer->cell};
    if (!record.travels() || !outputSpace) return {};
    const auto pointer = moment.scene->pointerTo(outputSpace, record.toOffset);
    return pointer ? Readers{Readers::Go::copy, pointer->cell} : Readers{};
}

bool CompactionModel::isThere(const CompactionInput& input, const Moment& moment) {
    return moment.scene->fileNamed(input.name.toStdString()) != nullptr;
}

std::uint64_t CompactionModel::remainingBytes(const Moment& moment) const {
    if (hiddenInputs > 0) return isOver(moment) ? 0 : inputBytes;
    std::uint64_t bytes = 0;
    for (const CompactionInput& input : inputs)
        if (isThere(input, moment)) bytes += input.size;
    return bytes;
}

double CompactionModel::progress(const Moment& moment) const {
    if (gaveUp(moment)) return 0;
    if (endStep) return static_cast<double>(doneSteps(moment)) / static_cast<double>(std::max<std::size_t>(steps.size(), 1));
    return static_cast<double>(passedBytes(moment)) / static_cast<double>(std::max<std::uint64_t>(inputBytes, 1));
}

}  // namespace vitrine::ui

#include "ui/models/compaction_model.h"

#include <QCoreApplication>
#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "core/dissect/dissect.h"
#include "core/trace/node_kinds.h"
#include "ui/models/file_at.h"

namespace vitrine::ui {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("CompactionModel", text); }
QString fromBytes(const std::string& text) { return QString::fromUtf8(text.data(), static_cast<int>(text.size())); }

std::string_view nameOf(const Timeline& timeline, std::size_t step) {
    return timeline.catalog().kind(timeline.step(step).kind).name;
}
bool isCompaction(std::string_view name) { return name.starts_with("log.compact."); }

std::uint64_t number(const std::vector<Argument>& arguments, std::size_t index) {
    if (index >= arguments.size()) return 0;
    const auto* value = std::get_if<std::uint64_t>(&arguments[index].value);
    return value ? *value : 0;
}

std::vector<Argument> argumentsOf(const Timeline& timeline, std::size_t step) {
    return timeline.argumentsOf(timeline.step(step).begin, timeline.end());
}

std::optional<std::size_t> findChoose(const Timeline& timeline, std::size_t from, std::size_t most) {
    for (std::size_t step = from + 1, looked = 0; step-- > timeline.firstStep() && looked < most; ++looked)
        if (nameOf(timeline, step) == "log.compact.choose") return step;
    return std::nullopt;
}

const NodeState* segmentNode(const Scene& scene, std::uint32_t segment) {
    for (const NodeState* node : scene.nodesOfKind(node_kinds::logSegment))
        if (scene.number({node->id, node_kinds::log_segment::number}) == segment) return node;
    return nullptr;
}

/// Reads an input as it was when the compaction began.
CompactionInput readInput(const Scene& before, std::uint32_t segment) {
    CompactionInput input;
    input.number = segment;
    const NodeState* node = segmentNode(before, segment);
    if (!node) return input;
    input.space = static_cast<SpaceId>(before.number({node->id, node_kinds::log_segment::space}));
    input.name = fromBytes(node->name);
    const Timeline& timeline = before.timeline();
    input.size = timeline.sizeOf(input.space, before.position());
    for (RecordRef& ref : timeline.recordsOf(input.space, 0, input.size, before.position())) {
        if (ref.info.role != RecordRole::data && ref.info.role != RecordRole::tombstone) continue;
        CompactionRecord record;
        record.segment = segment;
        record.text = recordText(timeline, ref, before.position());
        if (const auto pointer = before.pointerTo(input.space, ref.offset)) {
            record.live = true;
            record.slot = QString::number(pointer->cell, 16).toUpper();
        }
        record.ref = std::move(ref);
        input.records.push_back(std::move(record));
    }
    return input;
}

/// Reads what the steps so far say into the model.
struct StepReader {
    const Timeline& timeline;
    CompactionModel& model;
    std::unordered_map<std::uint64_t, CompactionRecord*> records;  // by segment and offset

    static std::uint64_t keyOf(std::uint64_t segment, std::uint64_t offset) { return segment << 44 ^ offset; }

    void index() {
        for (CompactionInput& input : model.inputs)
            for (CompactionRecord& record : input.records) records[keyOf(input.number, record.ref.offset)] = &record;
    }
    CompactionRecord* find(std::uint64_t segment, std::uint64_t offset) {
        const auto found = records.find(keyOf(segment, offset));
        return found == records.end() ? nullptr : found->second;
    }
    void decide(std::size_t step, const std::vector<Argument>& a, CompactionRecord::Fate fate, const QString& why) {
        CompactionRecord* record = find(number(a, 2), number(a, 3));
        if (!record) return;
        record->fate = fate;
        record->step = step;
        record->why = why;
        if (record->travels()) record->toOffset = number(a, 5);
    }
    void read(std::size_t step) {
        const std::string_view name = nameOf(timeline, step);
        const auto a = argumentsOf(timeline, step);
        using Fate = CompactionRecord::Fate;
        if (name == "log.compact.create") {
            model.outputHeader = number(a, 1);
        } else if (name == "log.compact.copy.record") {
            model.output = static_cast<std::uint32_t>(number(a, 4));
            decide(step, a, Fate::copied, {});
        } else if (name == "log.compact.copy.tombstone") {
            model.output = static_cast<std::uint32_t>(number(a, 4));
            decide(step, a, Fate::kept, tr("segment %1 holds an older copy").arg(number(a, 6)));
        } else if (name == "log.compact.drop.record") {
            decide(step, a, Fate::left, number(a, 4) ? tr("deleted") : tr("newer copy"));
        } else if (name == "log.compact.drop.tombstone") {
            decide(step, a, Fate::left, tr("no older copy would remain"));
        } else if (name == "log.compact.hint") {
            model.hintEntries = number(a, 1);
            model.hintBytes = number(a, 2);
        } else if (name == "log.compact.remove") {
            model.endStep = step;
        }
    }
};

/// The output's file and number: from the compaction's node, which the engine states when it creates the output.
void findOutput(const Moment& moment, CompactionModel& model) {
    const Timeline& timeline = moment.timeline();
    const FactId from = timeline.step(model.chooseStep).begin;
    const std::size_t last = model.steps.back();
    const FactId to = timeline.step(last).end == kNoFact ? timeline.end() : timeline.step(last).end;
    constexpr FactId kMostFacts = 2000;  // the output is created right after the choice
    for (FactId id = from; id < std::min(to, from + kMostFacts); ++id) {
        const FactView view = timeline.at(id);
        if (view.fact.kind != FactKind::spaceCreated || (view.fact.flags & (fact_flags::existing | fact_flags::buffer))) continue;
        if (view.payload.ends_with(".part")) {
            model.outputSpace = view.fact.subject;
            model.outputName = fromBytes(std::string(view.payload.substr(0, view.payload.size() - 5)));
            model.output = model.outputName.section(QLatin1Char('.'), 0, 0).toUInt();
            return;
        }
    }
}

void collectSteps(const Timeline& timeline, CompactionModel& model, std::size_t most) {
    for (std::size_t step = model.chooseStep; step < timeline.stepCount() && step < model.chooseStep + most; ++step) {
        const std::string_view name = nameOf(timeline, step);
        if (step != model.chooseStep && name == "log.compact.choose") return;
        if (!isCompaction(name)) continue;
        model.steps.push_back(step);
        if (name == "log.compact.remove") return;
    }
}

}  // namespace

QString recordText(const Timeline& timeline, const RecordRef& record, FactId position) {
    if (record.info.role == RecordRole::tombstone) return tr("del %1").arg(fromBytes(label(record.info.key, 24)));
    const auto source = std::make_shared<FileAt>(timeline, record.space, position);
    static const DissectorRegistry dissectors = standardDissectors();
    const auto dissector = dissectors.make("", source);
    const QString key = fromBytes(label(record.info.key, 24));
    if (!dissector) return key;
    const auto structure = dissector->at(record.offset, Verify::no);
    if (!structure) return key;
    for (const Field& field : structure->fields) {
        if (field.role != vitrine::FieldRole::value) continue;
        Bytes bytes(std::min<std::uint64_t>(field.sizeBytes, 24), '\0');
        bytes.resize(source->read(field.offset, bytes));
        return key + QLatin1Char(' ') + fromBytes(label(bytes, 20));
    }
    return key;
}

std::unique_ptr<CompactionModel> CompactionModel::at(const Moment& moment, std::size_t mostSteps) {
    if (!moment.scene) return nullptr;
    const Timeline& timeline = moment.timeline();
    auto here = timeline.stepAt(moment.position());
    if (!here) return nullptr;
    // Standing before the operation's first step, the cursor is already in the compaction that begins with it.
    const auto choose = findChoose(timeline, *here, mostSteps);
    if (!choose) return nullptr;
    auto model = std::make_unique<CompactionModel>();
    model->chooseStep = *choose;
    collectSteps(timeline, *model, mostSteps);

    Scene before(timeline);
    before.seek(timeline.step(*choose).begin);
    const auto chosen = argumentsOf(timeline, *choose);
    if (!chosen.empty())
        if (const auto* names = std::get_if<Bytes>(&chosen[0].value)) {
            QString list = fromBytes(*names);
            list.replace(QStringLiteral(" and "), QStringLiteral(","));
            for (const QString& part : list.split(QLatin1Char(','), Qt::SkipEmptyParts))
                if (const std::uint32_t segment = part.trimmed().toUInt()) model->inputs.push_back(readInput(before, segment));
        }
    for (const CompactionInput& input : model->inputs) model->inputBytes += input.size;

    StepReader reader{timeline, *model, {}};
    reader.index();
    for (const std::size_t step : model->steps) reader.read(step);
    findOutput(moment, *model);
    model->outputSize = model->outputHeader;
    for (const CompactionInput& input : model->inputs)
        for (const CompactionRecord& record : input.records)
            if (record.travels() || (record.fate == CompactionRecord::Fate::unknown && record.live))
                model->outputSize += record.ref.size;
    return model;
}

bool CompactionModel::contains(std::size_t step) const {
    return std::binary_search(steps.begin(), steps.end(), step);
}

std::size_t CompactionModel::doneSteps(const Moment& moment) const {
    std::size_t done = 0;
    for (const std::size_t step : steps)
        if (const FactId end = moment.timeline().step(step).end; end != kNoFact && end <= moment.position()) ++done;
    return done;
}

namespace {
template <class Want>
std::uint64_t sumDone(const CompactionModel& model, const Moment& moment, const Want& want) {
    std::uint64_t bytes = 0;
    for (const CompactionInput& input : model.inputs)
        for (const CompactionRecord& record : input.records)
            if (record.step && moment.timeline().step(*record.step).end <= moment.position() && want(record))
                bytes += record.ref.size;
    return bytes;
}
}  // namespace

std::uint64_t CompactionModel::copiedBytes(const Moment& moment) const {
    return sumDone(*this, moment, [](const CompactionRecord& record) { return record.travels(); });
}

std::uint64_t CompactionModel::passedBytes(const Moment& moment) const {
    return sumDone(*this, moment, [](const CompactionRecord&) { return true; });
}

}  // namespace vitrine::ui

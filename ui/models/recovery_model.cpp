#include "ui/models/recovery_model.h"

#include <algorithm>

#include "ui/models/index_model.h"
#include "ui/models/tr.h"

namespace vitrine::ui {

namespace {

constexpr std::size_t kMostVerdicts = 160;  // around the current record: more than a screen shows

/// "0000000002.log" of 2.
std::string fileName(std::uint64_t segment, const char* ending) {
    std::string digits = std::to_string(segment);
    return std::string(digits.size() < 10 ? 10 - digits.size() : 0, '0') + digits + ending;
}

bool isKind(const Timeline& timeline, SpanKindId kind, std::string_view name) {
    return timeline.catalog().kind(kind).name == name;
}

QString keyText(const Bytes& key) {
    return key.empty() ? QStringLiteral("\"\"") : QString::fromStdString(label(key, 32));
}

}  // namespace

QString countedBytes(std::uint64_t count) {
    return count == 1 ? tr("1 byte") : tr("%L1 bytes").arg(static_cast<qulonglong>(count));
}

QString checksumText(std::uint64_t checksum) {
    return QStringLiteral("0x%1")
        .arg(checksum, 8, 16, QLatin1Char('0'))
        .toUpper()
        .replace(QLatin1String("0X"), QLatin1String("0x"));
}

// ---- arguments of steps ------------------------------------------------------------------------------------------------

namespace {

std::optional<Argument> argument(const Timeline& timeline, FactId position, FactId span, std::string_view name) {
    const SpanKind& kind = timeline.catalog().kind(timeline.at(span).fact.subject);
    std::size_t at = 0;
    std::string_view rest = kind.arguments;
    while (!rest.empty()) {
        const std::size_t blank = rest.find(' ');
        if (rest.substr(0, blank) == name) {
            auto all = timeline.argumentsOf(span, position);
            return at < all.size() ? std::optional(std::move(all[at])) : std::nullopt;
        }
        rest = blank == std::string_view::npos ? std::string_view() : rest.substr(blank + 1);
        ++at;
    }
    return {};
}

}  // namespace

bool RecoveryModel::has(std::size_t step, std::string_view name) const {
    return argument(timeline(), moment_.position(), timeline().step(step).begin, name).has_value();
}

std::uint64_t RecoveryModel::number(std::size_t step, std::string_view name) const {
    const auto found = argument(timeline(), moment_.position(), timeline().step(step).begin, name);
    const auto* value = found ? std::get_if<std::uint64_t>(&found->value) : nullptr;
    return value ? *value : 0;
}

Bytes RecoveryModel::bytes(std::size_t step, std::string_view name) const {
    const auto found = argument(timeline(), moment_.position(), timeline().step(step).begin, name);
    const auto* value = found ? std::get_if<Bytes>(&found->value) : nullptr;
    return value ? *value : Bytes();
}

QString RecoveryModel::text(std::size_t step, std::string_view name) const {
    return QString::fromStdString(bytes(step, name));
}

// ---- reading -----------------------------------------------------------------------------------------------------------

void RecoveryModel::show(const Moment& moment) {
    const bool moved = shownAt_ != MomentKey::of(moment);
    moment_ = moment;
    if (!moved) return;
    shownAt_ = MomentKey::of(moment);
    read();
}

void RecoveryModel::read() {
    lines_.clear(), verdicts_.clear(), evidence_.clear(), readings_.clear(), advice_.clear();
    space_ = 0, spaceBefore_ = 0, readTo_ = 0, missing_ = 0, progress_ = 0, shownSegment_ = 0, inParts_ = false;
    current_.reset(), tear_.reset();
    run_ = lab::recoveryAt(*moment_.scene);
    if (!run_) {
        const FactId end = lab::lastEndBefore(timeline(), moment_.position(), timeline().begin());
        const auto opened = lab::openedBefore(timeline(), moment_.position());
        const bool off = end != kNoFact && (!opened || timeline().step(*opened).end < end);
        advice_ = off ? tr("The database is closed. “open” recovers it: each record is read, and what its checksum "
                           "does not prove is "
                           "not believed.")
                      : tr("Cut the power to see recovery: it reads what the disk kept, record by record, compares "
                           "checksums, cuts a "
                           "torn tail off, and fills the index again.");
        return;
    }
    learnSteps();
    gather();
    addLines();
    chooseFile();
    addVerdicts();
    addEvidence();
    findProgress();
}

/// Which segment each step is about: learnt once, as steps never change.
void RecoveryModel::learnSteps() {
    if (knownTimeline_ != &timeline() || knownBegin_ != run_->begin) {
        steps_.clear();
        knownTimeline_ = &timeline(), knownBegin_ = run_->begin;
        const FactId end = lab::endBefore(timeline(), *run_);
        cut_ = end != kNoFact && timeline().at(end).fact.kind == FactKind::powerCut ? end : kNoFact;
    }
    for (std::size_t i = run_->firstStep + steps_.size(); i <= run_->lastStep; ++i) {
        const Step& step = timeline().step(i);
        StepInfo info{step.kind, 0};
        const SpanKind& kind = timeline().catalog().kind(step.kind);
        const FactId span = kind.arguments.starts_with("segment") ? step.begin : timeline().parentSpan(step.begin);
        if (span != kNoFact && span >= timeline().begin())
            if (const auto segment = argument(timeline(), moment_.position(), span, "segment"))
                if (const auto* value = std::get_if<std::uint64_t>(&segment->value)) info.segment = *value;
        steps_.push_back(info);
    }
}

void RecoveryModel::gather() {
    for (std::size_t i = run_->firstStep; i <= run_->lastStep; ++i) {
        const StepInfo& info = steps_[i - run_->firstStep];
        const std::string_view name = timeline().catalog().kind(info.kind).name;
        if (name == "log.recover.part") inParts_ = true;
        if (info.segment == 0) continue;
        auto reading = std::ranges::find(readings_, info.segment, &Reading::segment);
        if (reading == readings_.end())
            reading = readings_.insert(reading, Reading{info.segment, 0, {}, {}, {}, {}, {}});
        if (name == "log.recover.record")
            ++reading->records;
        else if (name.starts_with("log.recover.hint.rejected"))
            reading->rejected = i;
        else if (name.starts_with("log.recover.hint"))
            reading->hint = i;
        else if (name == "log.recover.tail")
            reading->tail = i;
        else if (name == "log.recover.damage")
            reading->damage = i;
        else if (name == "log.recover.cut")
            reading->cut = i;
    }
}

const SpaceState* RecoveryModel::fileOf(std::uint64_t segment) const {
    return moment_.scene->fileNamed(fileName(segment, ".log"));
}

/// A segment that was begun and never written to is read, too, and nothing is found there.
bool RecoveryModel::holdsRecords(const SpaceState& file) const {
    constexpr std::uint64_t most = 4096;  // the first record is far before
    FileDissection dissection;
    dissection.show(*moment_.scene, file.id);
    bool complete = true;
    return !dissection.valid() ||
           std::ranges::any_of(dissection.in(0, std::min(file.size, most), complete), [](const KnownRecord& one) {
               return one.structure.name == "put" || one.structure.name == "tombstone";
           });
}

RecoveryLine RecoveryModel::lineOf(const Reading& reading) const {
    RecoveryLine line;
    line.file = QString::fromStdString(fileName(reading.segment, ".log"));
    const auto records = static_cast<qulonglong>(reading.records);
    const SpaceState* file = fileOf(reading.segment);
    const StepInfo& now = steps_[run_->lastStep - run_->firstStep];
    const bool here = now.segment == reading.segment;
    line.mark = VerdictMark::good;
    if (reading.damage) {
        line.mark = VerdictMark::bad;
        const QString where = hex(number(*reading.damage, "offset"));
        line.text =
            records == 1
                ? tr("1 record good before %1, then damage: this stretch was synced.").arg(where)
                : tr("%L2 records good before %1, then damage: this stretch was synced.").arg(where).arg(records);
    } else if (reading.cut) {
        line.text = tr("%1 of a torn tail cut at %2, and the cut synced.")
                        .arg(countedBytes(number(*reading.cut, "size")), hex(number(*reading.cut, "offset")));
    } else if (reading.tail) {
        line.mark = here ? VerdictMark::now : VerdictMark::bad;
        line.text = records == 1
                        ? tr("1 record good; %1 from %2 on are a torn tail.")
                              .arg(countedBytes(number(*reading.tail, "size")), hex(number(*reading.tail, "offset")))
                        : tr("%L3 records good; %1 from %2 on are a torn tail.")
                              .arg(countedBytes(number(*reading.tail, "size")), hex(number(*reading.tail, "offset")))
                              .arg(records);
    } else if (reading.hint) {
        line.text = tr("Its hint file lists %L1 records: the log itself was not read.")
                        .arg(static_cast<qulonglong>(number(*reading.hint, "count")));
    } else if (here && isKind(timeline(), now.kind, "log.recover.record")) {
        line.mark = VerdictMark::now;
        line.text = tr("%1 found; record %2 is read.")
                        .arg(countedBytes(file ? file->size : 0))
                        .arg(number(run_->lastStep, "ordinal"));
    } else if (reading.rejected && reading.records == 0) {
        line.mark = VerdictMark::now;
        line.text = tr("Its hint file is not used: %1").arg(text(*reading.rejected, "why"));
    } else if (reading.rejected) {
        line.text = tr("%L1 of %L1 records good. Its hint file was not used, so each one was read.").arg(records);
    } else {
        line.text = records == 1
                        ? tr("1 of 1 records good. There is no hint file, so it was read.")
                        : tr("%L1 of %L1 records good. There is no hint file, so each one was read.").arg(records);
    }
    line.current = here;
    return line;
}

void RecoveryModel::addLines() {
    for (const Reading& reading : readings_) lines_.push_back(lineOf(reading));
    const bool over = run_->state == lab::RecoveryRun::State::open;
    for (const SpaceState* file : moment_.scene->files()) {
        if (!file->name.ends_with(".log")) continue;
        const bool read = std::ranges::any_of(
            readings_, [&](const Reading& one) { return fileName(one.segment, ".log") == file->name; });
        if (read) continue;
        RecoveryLine line;
        line.file = QString::fromStdString(file->name);
        line.mark = over && !inParts_ ? VerdictMark::good : VerdictMark::later;
        line.text = inParts_ && over ? tr("%1, read with all others.").arg(countedBytes(file->size))
                    : over           ? tr("begun: new records go here.")
                    : run_->readAll && holdsRecords(*file)
                        ? tr("%1, no part of the database any more.").arg(countedBytes(file->size))
                    : run_->readAll
                        ? tr("%1, its header alone: there is no record to be read.").arg(countedBytes(file->size))
                        : tr("%1, waiting.").arg(countedBytes(file->size));
        if (inParts_ && over) line.mark = VerdictMark::good;
        lines_.push_back(line);
    }
    addOtherLines();
}

/// What is about no segment: parts of a long recovery, leftovers, the sync, damage of the directory.
void RecoveryModel::addOtherLines() {
    std::optional<std::size_t> part;
    for (std::size_t i = run_->firstStep; i <= run_->lastStep; ++i) {
        const std::string_view name = timeline().catalog().kind(steps_[i - run_->firstStep].kind).name;
        if (name == "log.recover.part") part = i;
        RecoveryLine line;
        line.current = isNow(i);
        line.mark = VerdictMark::good;
        if (name == "log.recover.leftover") {
            line.file = text(i, "file");
            line.text = tr("removed: %1.").arg(text(i, "why"));
        } else if (name == "log.recover.files") {
            line.mark = VerdictMark::bad;
            line.file = text(i, "file");
            line.text = text(i, "why");
        } else if (name == "log.recover.sync") {
            line.text = tr("What is shown, and what was cut, is synced: no later power cut takes it back.");
        } else if (name == "log.salvage") {
            line.file = text(i, "file");
            line.text = tr("%L1 readable records were copied here; the original was set aside.")
                            .arg(static_cast<qulonglong>(number(i, "count")));
        } else {
            continue;
        }
        lines_.push_back(line);
    }
    if (!part) return;
    RecoveryLine line;
    line.mark = isNow(*part) ? VerdictMark::now : VerdictMark::good;
    line.current = isNow(*part);
    line.text = tr("%L1 records read and verified, %L2 keys so far: too many to be told one by one.")
                    .arg(static_cast<qulonglong>(number(*part, "records")))
                    .arg(static_cast<qulonglong>(number(*part, "keys")));
    lines_.push_back(line);
}

/// The file that the newest step read; a hint where that was read instead.
void RecoveryModel::chooseFile() {
    std::size_t at = run_->lastStep;
    while (at > run_->firstStep && steps_[at - run_->firstStep].segment == 0) --at;
    shownSegment_ = steps_[at - run_->firstStep].segment;
    const std::string_view name = timeline().catalog().kind(steps_[at - run_->firstStep].kind).name;
    const SpaceState* file = nullptr;
    if (shownSegment_ != 0 && name.starts_with("log.recover.hint"))
        file = moment_.scene->fileNamed(fileName(shownSegment_, ".hint"));
    if (shownSegment_ != 0 && !file) file = fileOf(shownSegment_);
    if (shownSegment_ == 0 && !inParts_)
        for (const SpaceState* one : moment_.scene->files())
            if (!file && one->name.ends_with(".log")) file = one;
    if (!file) return;
    space_ = file->id;
    dissection_.show(*moment_.scene, space_);
    if (!dissection_.valid()) space_ = 0;
    if (cut_ == kNoFact || space_ == 0) return;
    Scene before(timeline());
    before.seek(cut_);
    if (const SpaceState* then = before.fileNamed(file->name)) spaceBefore_ = then->id;
}

// ---- verdicts ----------------------------------------------------------------------------------------------------------

/// Empty, or what to add of a record that no sync had covered when the power failed.
QString RecoveryModel::byLuck(const FileRange& range) const {
    if (spaceBefore_ == 0) return {};
    const auto runs = timeline().runsOf(spaceBefore_, range.offset, range.size, cut_);
    const bool durable = std::ranges::all_of(runs, [](const ByteRun& one) { return one.durable; });
    return durable ? QString() : tr("by luck", "a record that was not durable");
}

RecordVerdict RecoveryModel::verdictOfRecord(std::size_t step) const {
    RecordVerdict verdict;
    verdict.range = {space_, number(step, "offset"), number(step, "size")};
    verdict.key = bytes(step, "key");
    const bool tombstone = number(step, "tombstone") != 0;
    verdict.name = tombstone ? tr("del %1").arg(keyText(verdict.key)) : keyText(verdict.key);
    verdict.current = isNow(step);
    const bool matches = number(step, "stored") == number(step, "computed");
    verdict.mark = matches ? VerdictMark::good : VerdictMark::bad;
    verdict.finding = matches ? tr("crc matches") : tr("crc differs, and is not checked");
    if (!has(step, "applied")) return verdict;
    const bool applied = number(step, "applied") != 0;
    verdict.result = !applied            ? tr("an older copy")
                     : tombstone         ? tr("→ erase it")
                     : has(step, "slot") ? tr("→ slot %1").arg(slotText(number(step, "slot")))
                                         : tr("→ index");
    if (const QString luck = byLuck(verdict.range); !luck.isEmpty())
        verdict.result = tr("%1, %2", "a result, and how").arg(verdict.result, luck);
    return verdict;
}

/// Of a tail, or of damage.
RecordVerdict RecoveryModel::verdictOfBad(std::size_t step) const {
    const std::uint64_t at = std::min(number(step, "at"), dissection_.source().size()),
                        end = dissection_.source().size();
    const std::uint64_t needs = number(step, "needs"), has = end - at;
    const bool tail = isKind(timeline(), timeline().step(step).kind, "log.recover.tail");
    RecordVerdict verdict;
    verdict.current = isNow(step);
    verdict.mark = VerdictMark::bad;
    // A batch without an end is bad as a whole.
    const std::uint64_t begin = has == 0 ? std::min(number(step, "offset"), end) : at;
    verdict.range = {space_, begin, std::min(needs && has ? needs : end - begin, end - begin)};
    bool complete = true;
    for (const KnownRecord& record : dissection_.in(begin, begin + 1, complete))
        if (record.structure.offset == begin && !record.structure.key.empty()) {
            verdict.name = record.name;
            verdict.key = record.structure.key;
        }
    if (number(step, "checksums") && number(step, "stored") != number(step, "computed"))
        verdict.finding = tr("crc differs");  // both are told below
    else if (needs > number(step, "has") && has > 0)
        verdict.finding =
            needs - has == 1 ? tr("1 byte missing") : tr("%L1 bytes missing").arg(static_cast<qulonglong>(needs - has));
    else
        verdict.finding = text(step, "why");
    const auto behind = static_cast<qulonglong>(number(step, "behind"));
    verdict.more = !tail         ? tr("damage: it was synced, so open refuses")
                   : behind == 1 ? tr("a torn tail: everything from here goes, 1 whole record too")
                   : behind      ? tr("a torn tail: everything from here goes, %L1 whole records too").arg(behind)
                                 : tr("a torn tail: everything from here goes");
    return verdict;
}

/// Whole records that go with the tail: those behind it, and those of a batch that has no end.
void RecoveryModel::addCompanions(std::size_t step) {
    const std::uint64_t from = number(step, "offset"), bad = verdicts_.back().range.offset;
    bool complete = true;
    const std::uint64_t end = std::min(dissection_.source().size(), from + 64 * 1024);
    for (const KnownRecord& found : dissection_.in(from, end, complete)) {
        if (found.structure.offset == bad && number(step, "at") < dissection_.source().size()) continue;
        if (found.structure.name != "put" && found.structure.name != "tombstone") continue;
        const auto record = dissection_.at(found.structure.offset, Verify::yes);
        if (!record || record->structure.checksum != Checksum::matches || verdicts_.size() > kMostVerdicts) continue;
        RecordVerdict verdict;
        verdict.range = record->range(space_);
        verdict.mark = VerdictMark::bad;
        verdict.name = record->name;
        verdict.key = record->structure.key;
        verdict.finding = tr("crc matches");
        verdict.result = found.structure.offset < number(step, "at") ? tr("but its batch has no end")
                                                                     : tr("but it lies behind a gap");
        if (verdict.range.offset == bad) verdict.more = verdicts_.back().more, verdicts_.pop_back();
        verdicts_.push_back(std::move(verdict));
    }
}

void RecoveryModel::addVerdicts() {
    if (space_ == 0 || shownSegment_ == 0) return;
    const bool hint = moment_.scene->space(space_)->name.ends_with(".hint");
    std::vector<std::size_t> records;
    std::optional<std::size_t> bad;
    bool cut = false;
    for (std::size_t i = run_->firstStep; i <= run_->lastStep; ++i) {
        const StepInfo& info = steps_[i - run_->firstStep];
        if (info.segment != shownSegment_) continue;
        const std::string_view name = timeline().catalog().kind(info.kind).name;
        if (name == "log.recover.record") records.push_back(i);
        if (name == "log.recover.tail" || name == "log.recover.damage") bad = i;
        if (name == "log.recover.cut") cut = timeline().step(i).end <= moment_.position();
    }
    if (hint) {
        readTo_ = dissection_.source().size();
        return;
    }
    const std::size_t first = records.size() > kMostVerdicts ? records.size() - kMostVerdicts : 0;
    for (std::size_t i = first; i < records.size(); ++i) verdicts_.push_back(verdictOfRecord(records[i]));
    const bool allRead = bad || run_->readAll || shownSegment_ != steps_[run_->lastStep - run_->firstStep].segment;
    readTo_ = allRead             ? dissection_.source().size()
              : verdicts_.empty() ? 0
                                  : verdicts_.back().range.offset + verdicts_.back().range.size;
    if (bad && !cut) {
        verdicts_.push_back(verdictOfBad(*bad));
        const RecordVerdict& verdict = verdicts_.back();
        const std::uint64_t end = dissection_.source().size(), needs = number(*bad, "needs");
        if (verdict.range.offset + needs > end && number(*bad, "at") < end) {
            missing_ = verdict.range.offset + needs - end;
            tear_ = end;
        }
        if (isNow(*bad)) current_ = verdict.range;
        addCompanions(*bad);
        std::ranges::stable_sort(verdicts_, {}, [](const RecordVerdict& one) { return one.range.offset; });
    } else if (!verdicts_.empty() && verdicts_.back().current) {
        current_ = verdicts_.back().range;
    }
}

void RecoveryModel::findProgress() {
    std::uint64_t all = 0, done = 0;
    for (const SpaceState* file : moment_.scene->files()) {
        if (!file->name.ends_with(".log")) continue;
        all += file->size;
        if (run_->readAll) {
            done += file->size;
            continue;
        }
        for (const Reading& reading : readings_)
            if (fileName(reading.segment, ".log") == file->name) done += file->id == space_ ? readTo_ : file->size;
    }
    progress_ = all == 0 ? (run_->readAll ? 1 : 0) : static_cast<double>(done) / static_cast<double>(all);
    if (!inParts_ || run_->readAll) return;
    for (std::size_t i = run_->lastStep + 1; i-- > run_->firstStep;)
        if (isKind(timeline(), steps_[i - run_->firstStep].kind, "log.recover.part")) {
            const auto segments = number(i, "segments");
            progress_ = segments ? static_cast<double>(number(i, "at")) / static_cast<double>(segments) : 0;
            return;
        }
}

QString RecoveryModel::spoken() const {
    if (!shown()) return advice_;
    QStringList parts;
    for (const RecoveryLine& line : lines_)
        if (line.current) parts << QStringLiteral("%1 %2").arg(line.file, line.text).trimmed();
    for (const RecordVerdict& verdict : verdicts_)
        if (verdict.current)
            parts << QStringLiteral("%1 %2 %3 %4")
                         .arg(verdict.name, verdict.finding, verdict.result, verdict.more)
                         .simplified();
    return parts.isEmpty() && !lines_.empty() ? QStringLiteral("%1 %2").arg(lines_.back().file, lines_.back().text)
                                              : parts.join(QStringLiteral("; "));
}

}  // namespace vitrine::ui

#include "ui/models/sentence.h"

#include <algorithm>

#include "core/lab/recovery_run.h"
#include "ui/models/span_words.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

constexpr FactId kMostOpenSpans = 16;
constexpr qsizetype kMostCause = 32;  // characters of the line that the power failed in

QString filled(const Timeline& timeline, FactId spanBegin, FactId position, std::string_view SpanKind::*part) {
    const SpanKind& kind = timeline.catalog().kind(timeline.at(spanBegin).fact.subject);
    return spanWords(kind, part, timeline.argumentsOf(spanBegin, position));
}

/// The reasons around a span, outermost first, the operation itself left out.
QStringList reasonsFor(const Timeline& timeline, FactId spanBegin, FactId position) {
    QStringList path;
    for (FactId span = spanBegin; span != kNoFact && span >= timeline.begin(); span = timeline.parentSpan(span)) {
        const SpanKind& kind = timeline.catalog().kind(timeline.at(span).fact.subject);
        if (kind.level == SpanLevel::operation) break;
        if (kind.level != SpanLevel::detail) path.prepend(filled(timeline, span, position, &SpanKind::path));
    }
    return path;
}

/// The operation has ended at `position`, or only has its spans to end.
bool over(const Timeline& timeline, const Operation& operation, FactId position) {
    if (operation.end == kNoFact || operation.end > position + kMostOpenSpans) return false;
    for (FactId at = position; at < operation.end; ++at)
        if (timeline.at(at).fact.kind != FactKind::spanEnd) return false;
    return true;
}

QString capitalised(QString text) {
    if (!text.isEmpty()) text[0] = text[0].toUpper();
    return text;
}

QString ended(QString text) {
    if (!text.isEmpty() && !QStringLiteral(".!?:…").contains(text.back())) text += QLatin1Char('.');
    return text;
}

/// A command as the first of a path: of a long one its begin and its end.
QString shortened(const QString& command, qsizetype most = 64) {
    const qsizetype tail = most / 5;
    return command.size() <= most ? command : command.left(most - tail - 1) + QChar(0x2026) + command.right(tail);
}

/// What made a recovery necessary: "power cut in put user:7 Jim", "power cut behind op 11"; empty where nothing had
/// ended before.
QString causeOf(const Timeline& timeline, const Step& step, FactId position) {
    if (!lab::isRecoveryStep(timeline, step)) return {};
    const FactId end = lab::lastEndBefore(timeline, position, timeline.begin());
    const auto opened = lab::openedBefore(timeline, step.begin);
    if (end == kNoFact || (opened && timeline.step(*opened).end > end)) return {};
    const auto in = timeline.operationAt(end);
    const bool cut = timeline.at(end).fact.kind == FactKind::powerCut;
    if (!in || (!cut && timeline.at(end).fact.x == 0)) return {};  // after a close nobody asks why
    const std::string command = timeline.commandOf(*in);
    const bool between = command.starts_with("crash") || command.starts_with("kill");
    if (between && *in == timeline.firstOperation()) return cut ? tr("power cut") : tr("process killed");
    if (between) {
        const auto number = static_cast<qulonglong>(timeline.operation(*in - 1).number);
        return cut ? tr("power cut behind op %1").arg(number) : tr("process killed behind op %1").arg(number);
    }
    // By its words: the line that set the cut counts too, so on this branch its number is another than on the one
    // before.
    const QString line = shortened(QString::fromStdString(command), kMostCause);
    return cut ? tr("power cut in %1").arg(line) : tr("process killed in %1").arg(line);
}

/// Inside a step nothing of what its sentence says is true yet: here is what is being done.
void tellUnderWay(Sentence& sentence) {
    sentence.fact = ended(capitalised(sentence.path.last()));
    sentence.consequence = tr("This step is under way: **its end is not reached yet**.");
}

/// What a read answered stands beside how it was found.
void tellAnswer(Sentence& sentence, const QString& result) {
    constexpr qsizetype most = 90;
    const QString verb = sentence.path.first().section(QLatin1Char(' '), 0, 0);
    const bool scans = verb == QLatin1String("scan");
    if (!scans && verb != QLatin1String("get")) return;
    QString answer = QString(result).replace(QLatin1Char('\n'), QStringLiteral(" · "));
    if (answer.size() > most) answer = answer.left(most - 13) + QChar(0x2026) + answer.right(12);
    const QString told = ended(tr("It answers: **%1**").arg(answer));
    sentence.consequence = scans ? told : told + QLatin1Char(' ') + sentence.consequence;
}

/// An error and where it broke off.
void tellFailure(Sentence& sentence, const QString& result, bool hasStep) {
    const QString step = hasStep ? sentence.path.last() : QString();
    sentence.failed = true;
    sentence.fact = result.isEmpty() ? tr("The command failed.") : ended(capitalised(result));
    sentence.consequence = hasStep ? tr("It ended at this step: **%1**.").arg(step) : tr("It took no step: **nothing was written**.");
}

/// The gap that the cursor stands behind, if no operation has begun since.
const Gap* gapBehind(const Timeline& timeline, FactId position) {
    const Gap* gap = timeline.gapBefore(position);
    if (!gap || timeline.markers().empty()) return nullptr;
    const auto& markers = timeline.markers();
    const auto behind = std::lower_bound(markers.begin(), markers.end(), position,
                                         [](const Marker& marker, FactId at) { return marker.at < at; });
    if (behind == markers.begin() || std::prev(behind)->at != gap->at) return nullptr;
    const auto operation = timeline.operationAt(position);
    return operation && timeline.operation(*operation).begin > gap->at ? nullptr : gap;
}

/// The lines that lie in a gap from their first operation to their last: none of these is on the timeline.
std::pair<std::uint64_t, std::uint64_t> linesWithin(const Timeline& timeline, const Gap& gap) {
    std::uint64_t first = gap.firstNumber, last = gap.lastNumber;
    const auto before = timeline.operationAt(gap.at);
    if (before && timeline.operation(*before).number == first) ++first;
    const std::size_t next = before ? *before + 1 : timeline.firstOperation();
    if (next < timeline.operationCount() && timeline.operation(next).number == last) --last;
    return {first, last};
}

Sentence leftOut(const Timeline& timeline, const Gap& gap) {
    Sentence sentence;
    sentence.path << tr("a gap in the history");
    const auto left = static_cast<qulonglong>(gap.operations), soFar = static_cast<qulonglong>(gap.operationsSoFar);
    if (soFar > left)
        sentence.fact = left == 1 ? tr("1 operation was too fast to be kept: %L1 with the gaps before.").arg(soFar)
                                  : tr("%L1 operations were too fast to be kept: %L2 with the gaps before.").arg(left).arg(soFar);
    else
        sentence.fact = left == 1 ? tr("1 operation was too fast to be kept.") : tr("%L1 operations were too fast to be kept.").arg(left);
    const auto [first, last] = linesWithin(timeline, gap);
    if (gap.firstNumber == 0 || first > last)
        sentence.consequence = tr("Only the way is missing: **the picture behind the gap is whole again**.");
    else if (first == last)
        sentence.consequence = tr("Line %1 of the console lies in it as a whole: **the picture has what it did, its steps are lost**.").arg(first);
    else
        sentence.consequence = tr("Lines %1 to %2 of the console lie in it as a whole: **the picture has what they did, "
                                  "their steps are lost**.").arg(first).arg(last);
    return sentence;
}

/// The picture stands still while the engine works: why, and that nothing is lost.
Sentence onlyCounted(std::uint64_t operations) {
    Sentence sentence;
    sentence.path << tr("a gap in the history grows");
    sentence.fact =
        tr("Too fast to record every fact: %L1 operations are only counted.").arg(static_cast<qulonglong>(operations));
    sentence.consequence =
        tr("All of them are done. **The picture is older than they are**, and true again as soon as the window has "
           "caught up.");
    return sentence;
}

std::ptrdiff_t logFiles(const Scene& scene) {
    return std::ranges::count_if(scene.files(), [](const SpaceState* file) { return file->name.ends_with(".log"); });
}

Sentence notReadYet(std::ptrdiff_t files) {
    Sentence sentence;
    sentence.fact = files == 1 ? tr("The beginning: 1 log file is there, and not read yet.")
                               : tr("The beginning: %L1 log files are there, and not read yet.").arg(static_cast<qlonglong>(files));
    sentence.consequence = tr("What is in them is known when **an open has read them**.");
    return sentence;
}

Sentence nothingYet(const Moment& moment) {
    const Timeline& timeline = moment.timeline();
    Sentence sentence;
    if (timeline.firstOperation() > 0) {
        const auto dropped = static_cast<qulonglong>(timeline.firstOperation());
        sentence.fact = tr("%L1 older operations were dropped: the history is as long as its memory allows.").arg(dropped);
        sentence.consequence = tr("What they wrote is still there. **The right arrow key goes to the first step that was kept.**");
        return sentence;
    }
    if (timeline.operationCount() == timeline.firstOperation()) {
        if (const auto files = logFiles(*moment.scene); files > 0) return notReadYet(files);
        sentence.fact = tr("Nothing has happened yet.");
        sentence.consequence = tr("Put a key, or type a command in the console: **what it does to the bytes is shown here**.");
    } else if (const auto files = logFiles(*moment.scene); files > 0) {
        return notReadYet(files);
    } else {
        sentence.fact = tr("The beginning: nothing has happened yet.");
        sentence.consequence = tr("The right arrow key goes to the first step.");
    }
    return sentence;
}

}  // namespace

Sentence sentenceAt(const Moment& moment) {
    const Timeline& timeline = moment.timeline();
    const FactId position = moment.position();
    const auto index = timeline.operationAt(position);
    if (moment.live && moment.summarised > 0) return onlyCounted(moment.summarised);
    if (const Gap* gap = gapBehind(timeline, position)) return leftOut(timeline, *gap);
    if (!index) return nothingYet(moment);
    const Operation& operation = timeline.operation(*index);
    if (operation.begin == kNoFact) return nothingYet(moment);
    Sentence sentence;
    sentence.path << shortened(QString::fromStdString(timeline.commandOf(*index)));
    const bool isOver = over(timeline, operation, position);
    const auto stepIndex = timeline.stepAt(position);
    const bool hasStep = stepIndex && timeline.step(*stepIndex).operation == *index;
    sentence.steps = operation.stepCount;
    if (hasStep) {
        const Step& step = timeline.step(*stepIndex);
        sentence.step = *stepIndex - operation.firstStep + 1;
        sentence.path << reasonsFor(timeline, step.begin, position);
        if (const QString cause = causeOf(timeline, step, position); !cause.isEmpty()) sentence.path.prepend(cause);
        if (step.end == kNoFact || step.end > position || step.failed) {
            tellUnderWay(sentence);
            if (step.failed && step.end <= position) sentence.consequence = tr("This step **failed**.");
        } else {
            sentence.fact = filled(timeline, step.begin, position, &SpanKind::sentence);
            sentence.consequence = filled(timeline, step.begin, position, &SpanKind::consequence);
        }
    }
    const QString result = QString::fromStdString(timeline.resultOf(*index));
    const bool absent = isAbsence(timeline, *index);
    if (isOver && hasStep && (!operation.failed || absent)) tellAnswer(sentence, result);
    if (isOver && operation.failed && !absent) {
        tellFailure(sentence, result, hasStep);
    } else if (!hasStep) {
        sentence.fact = sentence.path.first();
        sentence.path.clear();
        sentence.consequence = isOver ? result : tr("It is running.");
    }
    return sentence;
}

bool isAbsence(const Timeline& timeline, std::size_t index) {
    const Operation& operation = timeline.operation(index);
    if (!operation.failed || operation.stepCount == 0 || !timeline.commandOf(index).starts_with("get ")) return false;
    // The index was asked, and said no: nothing went wrong behind that.
    const Step& last = timeline.step(operation.firstStep + operation.stepCount - 1);
    if (timeline.catalog().kind(last.kind).name != "log.lookup") return false;
    const auto arguments = timeline.argumentsOf(last.begin, timeline.end());
    const auto* found = arguments.size() > 1 ? std::get_if<std::uint64_t>(&arguments[1].value) : nullptr;
    return found && *found == 0;
}

QList<TextRun> boldRuns(const QString& marked) {
    QList<TextRun> runs;
    bool bold = false;
    for (const QString& part : marked.split(QStringLiteral("**"))) {
        if (!part.isEmpty()) runs.append({part, bold});
        bold = !bold;
    }
    return runs;
}

Sentence errorSentenceOf(const QString& line, const QString& message, const std::optional<TextRange>& wrong) {
    Sentence sentence;
    sentence.path << line;
    sentence.fact = ended(capitalised(message));
    if (wrong) sentence.consequence = tr("The line was not run: **nothing has changed**.");
    sentence.failed = true;
    sentence.wrong = wrong;
    return sentence;
}

bool toldByItself(const Moment& moment, const QString& line) {
    const Timeline& timeline = moment.timeline();
    if (timeline.operationCount() == timeline.firstOperation()) return false;
    const std::size_t newest = timeline.operationCount() - 1;
    return timeline.operation(newest).failed && QString::fromStdString(timeline.commandOf(newest)) == line.trimmed();
}

}  // namespace vitrine::ui

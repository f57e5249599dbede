#include "ui/models/predict.h"

#include <algorithm>

#include "ui/models/sentence.h"
#include "ui/models/tr.h"

namespace vitrine::ui {
namespace {

using Verdict = lab::VerdictAhead::Verdict;
constexpr std::size_t kMostAnswers = 4;

QString offsetText(std::uint64_t offset) {
    return QString::fromStdString(hexOffset(offset));
}
QString keyText(const Bytes& key) {
    return QString::fromStdString(label(key));
}

/// What the window says of the step once it has happened.
QString sentenceBehind(const Timeline& timeline, const Step& step) {
    Scene scene(timeline);
    scene.seek(step.end);
    Moment moment;
    moment.scene = &scene;
    moment.stepBegin = step.begin;
    const Sentence sentence = sentenceAt(moment);
    return QStringLiteral("%1 %2").arg(sentence.fact, sentence.consequence).remove(QStringLiteral("**")).trimmed();
}

void addAnswer(Prediction& prediction, bool right, const QString& value, const QString& sentence) {
    if (right) prediction.right = prediction.answers.size();
    prediction.answers.push_back({value, sentence});
}

}  // namespace

std::optional<Prediction> predictStep(const Timeline& timeline, std::size_t step) {
    const auto ahead = lab::verdictAhead(timeline, step);
    if (!ahead || !ahead->worthAsking) return std::nullopt;
    Prediction prediction;
    prediction.ask = tr("What will recovery do with the record at %1 of segment %L2?").arg(offsetText(ahead->offset)).arg(ahead->segment);
    prediction.next = tr("recovery reads the record at %1").arg(offsetText(ahead->offset));
    prediction.wait = tr("Recovery waits before this record. Decide first: the next step shows what it does.");
    prediction.file = QString::fromStdString(ahead->file);
    prediction.offset = ahead->offset;
    prediction.key = ahead->key;
    prediction.path = {tr("Recovery"), tr("segment %L1").arg(ahead->segment)};
    prediction.place = tr("before a step of the recovery");
    addAnswer(prediction, ahead->verdict == Verdict::keep, tr("Keep it"),
              tr("Its bytes match its checksum: the index points at it."));
    if (ahead->mayCut)
        addAnswer(prediction, ahead->verdict == Verdict::cut, tr("Cut here"),
                  tr("It was being written when the power failed: the file ends before it."));
    addAnswer(prediction, ahead->verdict == Verdict::refuse, tr("Refuse to open"),
              tr("It was synced and is unreadable: that is damage, and no power cut."));
    if (ahead->hasOther)
        addAnswer(prediction, ahead->verdict == Verdict::aside, tr("Use another copy"),
                  tr("Another record of %1 is newer, and this one is left aside.").arg(keyText(ahead->key)));
    prediction.then = sentenceBehind(timeline, timeline.step(step));
    return prediction;
}

std::optional<Prediction> predictGet(const Scene& scene, const Bytes& key) {
    if (lab::crashBehind(scene) == kNoFact) return std::nullopt;
    lab::ReadOutlook outlook = lab::readOutlook(scene, key);
    Prediction prediction;
    prediction.ask = tr("The power failed, and recovery is done. What will get %1 answer?").arg(keyText(key));
    prediction.next = QStringLiteral("get ") + keyText(key);
    prediction.key = key;
    prediction.path = {tr("After a crash")};
    prediction.place = tr("before a read after a crash");
    const auto isNow = [&outlook](const Bytes& value) {
        return outlook.now.kind == lab::Measured::Kind::text && outlook.now.text == value;
    };
    // "Not found" and "an error" are always possible; of the values the newest, and the one that it is.
    const auto current = std::ranges::find_if(outlook.values, isNow);
    if (current != outlook.values.end() && current - outlook.values.begin() >= 2)
        std::iter_swap(outlook.values.begin() + 1, current);
    if (outlook.values.size() > kMostAnswers - 2) outlook.values.resize(kMostAnswers - 2);
    for (const Bytes& value : outlook.values)
        addAnswer(
            prediction, isNow(value), measuredText({lab::Measured::Kind::text, 0, value}),
            &value == &outlook.values.front() ? tr("The newest value that was ever put.") : tr("A value of before."));
    for (const char* word : {"not found", "error"})
        addAnswer(prediction, outlook.now.sameAs({lab::Measured::Kind::word, 0, word}),
                  measuredText({lab::Measured::Kind::word, 0, word}),
                  std::string_view(word) == "error" ? tr("The newest record cannot be read, and the engine says so.")
                                                    : tr("No record of it is left, or it was deleted."));
    if (outlook.values.empty()) return std::nullopt;  // of a key that was never there nothing is to be expected
    prediction.then = tr("It answers: %1.").arg(measuredText(outlook.now));
    return prediction;
}

std::optional<Prediction> predictScan(const Scene& scene) {
    const auto outlook = lab::scanOutlook(scene);
    if (!outlook) return std::nullopt;
    Prediction prediction;
    prediction.ask = tr("The power failed, and recovery is done. How many entries will a scan show?");
    prediction.next = QStringLiteral("scan");
    prediction.path = {tr("After a crash")};
    prediction.place = tr("before a read after a crash");
    const std::pair<std::uint64_t, QString> counts[] = {
        {outlook->before, tr("As many as before the power failed.")},
        {outlook->now, tr("Those whose records survived.")},
        {outlook->told, tr("One for each key that the log tells of.")},
        {0, tr("None: nothing survived.")},
    };
    std::vector<std::uint64_t> offered;
    for (const auto& [count, sentence] : counts) {
        if (std::ranges::find(offered, count) != offered.end()) continue;
        offered.push_back(count);
        addAnswer(prediction, count == outlook->now,
                  measuredText({lab::Measured::Kind::count, static_cast<std::int64_t>(count), {}}), sentence);
    }
    if (prediction.answers.size() < 2) return std::nullopt;
    prediction.then = tr("It shows %n entry(ies).", nullptr, static_cast<int>(outlook->now));
    return prediction;
}

}  // namespace vitrine::ui

#include "ui/bridge/cut_lab.h"

#include <algorithm>
#include <utility>

#include "core/disk/crash_words.h"
#include "core/lab/crash_sentences.h"
#include "core/lab/past_cut.h"
#include "core/lab/what_if.h"
#include "core/session/script.h"
#include "ui/bridge/cut_place.h"
#include "ui/models/cut_words.h"

namespace vitrine::ui {

namespace {

constexpr int kPauseMs = 40;
constexpr std::size_t kMostItems = 48;  // pending, of a moment whose outcomes are looked at without being asked
constexpr int kMostCommand = 28;        // characters of a line that a row names

bool sameItems(const CrashPoint& a, const CrashPoint& b) {
    const auto left = a.items(), right = b.items();
    return a.sectorBytes() == b.sectorBytes() && a.mode() == b.mode() &&
           std::ranges::equal(left, right, [](const PendingItem& one, const PendingItem& other) {
               return one.number == other.number && one.sentence == other.sentence;
           });
}

std::uint64_t bytesOf(const DiskImage& image) {
    std::uint64_t bytes = 0;
    for (const ImageFile& file : image.files) bytes += file.bytes().size();
    return bytes;
}

QString joined(const std::vector<std::string>& scripts) {
    QString all;
    for (const std::string& script : scripts)
        all += (all.isEmpty() ? QString() : QStringLiteral("\n")) + QString::fromStdString(script);
    return all;
}

}  // namespace

CutLab& CutLab::sharedBy(Bridge& bridge) {
    if (auto* made = bridge.findChild<CutLab*>(QString(), Qt::FindDirectChildrenOnly)) return *made;
    return *new CutLab(bridge);
}

CutLab::CutLab(Bridge& bridge) : QObject(&bridge), bridge_(bridge), pause_(this), place_(defaultPlace(0)) {
    pause_.setSingleShot(true);
    pause_.setInterval(kPauseMs);
    connect(&pause_, &QTimer::timeout, this, &CutLab::look);
    connect(&bridge.engine(), &EngineThread::finished, this, [this](const QString& line, const CommandResult& result) {
        rememberUse(bridge_.cursor().shown(), line, result);
    });
    connect(&bridge, &Bridge::branchShown, this, [this](std::uint32_t history, const QVector<AnsweredLine>& replayed) {
        for (const AnsweredLine& each : replayed) rememberUse(history, each.line, each.result);
        if (thenEnter_ && history == everywhereOf_) QTimer::singleShot(0, this, std::exchange(thenEnter_, {}));
    });
    connect(&bridge, &Bridge::branchForgotten, this, [this](std::uint32_t history) {
        if (everywhereOf_ == history) {
            cancelTrying();
            everywhere_ = {};
            matrix_ = {};
            Q_EMIT matrixChanged();
        }
        histories_.erase(history);
        uses_.erase(history);
        if (at_.history == history) at_ = {};
    });
    connect(&bridge, &Bridge::recoveryReady, this, &CutLab::recovers);
    connect(&bridge, &Bridge::cutFailed, this, &CutLab::cutCame);
    connect(&bridge.cursor(), &Cursor::momentChanged, this, &CutLab::cutOnceBack);
    connect(&hereThread_, &ExploreThread::found, this,
            [this](quint64 run, const auto& news) { foundHere(run, *news); });
    connect(&everywhereThread_, &ExploreThread::found, this,
            [this](quint64 run, const auto& news) { foundEverywhere(run, *news); });
}

// ---- the moment ---------------------------------------------------------------------------------------------------

void CutLab::rememberUse(std::uint32_t history, const QString& line, const CommandResult& result) {
    if (!result.ok || result.command != "use") return;
    auto& uses = uses_[history];
    if (!uses.empty() && uses.back().number >= result.number) return;
    uses.push_back({result.number, line.toStdString()});
    if (history == bridge_.cursor().shown()) at_ = {};  // what was thought of the moment may be wrong
}

lab::CrashHistory& CutLab::historyOf(std::uint32_t history) {
    auto& found = histories_[history];
    if (!found)
        found =
            std::make_unique<lab::CrashHistory>(std::as_const(bridge_.cursor()).timelineOf(history), uses_[history]);
    return *found;
}

void CutLab::setMoment(const Moment& moment) {
    if (!moment.scene) return;
    if (!pause_.isActive() && at_ != Stand{bridge_.cursor().shown(), moment.position()}) look();
    pause_.start();
}

bool CutLab::staysWithCut() const {
    if (!made_) return false;
    const Cursor& cursor = bridge_.cursor();
    return opening_ || (cursor.shown() == made_->history && lab::cutBehind(cursor.scene()) == made_->cut);
}

void CutLab::lookHere() {
    if (!opening_) made_.reset();
    const Cursor& cursor = bridge_.cursor();
    leaves_ = Stand{cursor.shown(), lab::cutBehind(cursor.scene())};
    at_ = {};
    look();
}

void CutLab::look() {
    const Cursor& cursor = bridge_.cursor();
    if (staysWithCut() || takeUpCut()) return;
    const Stand stand{cursor.shown(), cursor.position()};
    if (at_ == stand && !made_) return;
    made_.reset();
    show(stand, cursor.scene());
}

/// Of the recovery that is shown, the cut that history holds becomes the lab's, with what it had kept.
bool CutLab::takeUpCut() {
    const Cursor& cursor = bridge_.cursor();
    const Stand cut{cursor.shown(), lab::cutBehind(cursor.scene())};
    if (wanted_) leaves_ = cut;
    if (leaves_ && *leaves_ != cut) leaves_.reset();
    if (cut.position == kNoFact || leaves_) return false;
    const Timeline& timeline = cursor.timeline();
    std::optional<Outcome> kept;
    const auto point = historyOf(cut.history).at(cut.position);
    if (point) {
        std::vector<std::string> lines;
        bridge_.withLines([&lines](const auto&, const std::vector<std::string>& all) { lines = all; });
        kept = lab::outcomeOfCut(timeline, uses_[cut.history], cut.position, **point, lines);
    }
    if (!kept) {
        leaves_ = cut;  // nothing can be said of it: it need not be asked again
        return false;
    }
    Scene before(timeline);
    before.seek(cut.position);
    made_ = Made{cut, cut.history, cut.position, *kept, {}, true};
    wanted_ = lab::crashWordsFor(**point, *kept);
    ChangeCounter counter;
    cutLines_ = linesTo(cutPlaceAt(before, counter));
    show(cut, before);
    made_->keptName = choice_.branchName();
    Q_EMIT choiceChanged();
    return true;
}

void CutLab::show(const Stand& stand, const Scene& scene) {
    at_ = stand;
    const auto before = choice_.sharedPoint();
    const Outcome chosen = choice_.outcome();
    const CutChoice::Keep keep = choice_.keep();
    lab::CrashHistory& history = historyOf(stand.history);
    const auto point = history.at(stand.position);
    whyNot_ = point ? QString() : whyNoCut(point.error());
    const bool same = point && before && sameItems(*before, **point);
    choice_.setPoint(point ? *point : nullptr, point ? writeLabels(**point, scene) : std::vector<WriteLabel>{});
    if (same && keep != CutChoice::Keep::torn) choice_.setKeep(keep);
    if (same) choice_.setOutcome(chosen);
    if (same && keep == CutChoice::Keep::each) choice_.setKeep(keep);  // the list stays open
    if (point) {
        promised_ = lab::promisedAt(scene.timeline(), history, stand.position);
        place_ = history.placeAt(stand.position);
        judge_ = std::make_unique<lab::CutJudge>(lab::CutMoment{*point, promised_, place_});
        if (const auto wanted = std::exchange(wanted_, {}))
            if (const auto outcome = lab::outcomeOf(**point, *wanted)) choice_.setOutcome(*outcome);
    }
    hereThread_.cancel();
    here_ = {};
    tiles_ = {};
    judge();
    Q_EMIT momentChanged();
    Q_EMIT outcomesChanged();
    if (point && answer_ && (*point)->items().size() <= kMostItems) lookFirst();
}

void CutLab::judge() {
    answer_.reset();
    if (!choice_.point() || !judge_) return;
    const DiskImage image = choice_.point()->image(choice_.outcome());
    if (bytesOf(image) <= lab::kMostBytes) answer_ = judge_->judge(choice_.outcome());
}

QString CutLab::whyNotCut() const {
    if (!whyNot_.isEmpty()) return whyNot_;
    if (opening_) return tr("The database is being recovered.");
    return made_ ? bridge_.whyNot() : bridge_.whyNotCutHere();
}

// ---- choosing -----------------------------------------------------------------------------------------------------

void CutLab::setKeep(CutChoice::Keep keep) {
    choice_.setKeep(keep);
    tell();
}

void CutLab::setTear(std::size_t place) {
    choice_.setTear(place);
    tell();
}

bool CutLab::choose(const CutChoice::Row& row, int option, int sector) {
    if (!choice_.choose(row, option, sector)) return false;
    tell();
    return true;
}

void CutLab::setOutcome(const Outcome& outcome) {
    choice_.setOutcome(outcome);
    tell();
}

void CutLab::tell() {
    judge();
    Q_EMIT choiceChanged();
}

// ---- the cut ------------------------------------------------------------------------------------------------------

/// Another cut in the place of one begins with going back there.
void CutLab::cut() {
    if (!whyNotCut().isEmpty() || !choice_.point()) return;
    const CrashWords words = wordsFor(*choice_.point(), choice_.outcome());
    const auto send = [this, keep = QString::fromStdString(words.keep), but = QString::fromStdString(words.but),
                       name = choice_.branchName()] { bridge_.cutPower(keep, but, name); };
    const bool again = made_.has_value();
    if (!again) cutLines_ = linesTo(bridge_.cutPlace());
    if (!again) made_ = Made{at_, bridge_.cursor().shown(), kNoFact, {}, {}, false};
    made_->kept = choice_.outcome();
    made_->keptName = choice_.branchName();
    opening_ = true;
    if (again) {
        thenCut_ = send;
        goBack();
        cutOnceBack();
    } else {
        send();
    }
    Q_EMIT momentChanged();
}

/// To the moment before the cut: on the branch that it was made from, or on this one, where a line made it.
void CutLab::goBack() {
    if (!made_->inHistory) return bridge_.undoCut();
    bridge_.cursor().seek(made_->at.position);
    bridge_.cursor().publishNow();
}

void CutLab::cutOnceBack() {
    const Cursor& cursor = bridge_.cursor();
    if (thenCut_ && made_ && made_->at == Stand{cursor.shown(), cursor.position()}) std::exchange(thenCut_, {})();
}

void CutLab::recovers(FactId cut) {
    if (!made_) return;
    opening_ = false;
    made_->history = bridge_.cursor().shown();
    made_->cut = cut;
    made_->inHistory = false;
    Q_EMIT momentChanged();
    Q_EMIT recoveryStands();
}

void CutLab::cutCame(const QString& why) {
    opening_ = false;
    thenCut_ = {};
    made_.reset();
    lookHere();
    Q_EMIT cutFailed(why);
}

void CutLab::undo() {
    if (!made_ || opening_) return;
    const auto newest = newestRecovery(bridge_.cursor().timeline());
    if (newest && newest->cut == made_->cut && bridge_.canUndoCut()) made_->inHistory = false;  // the lab had made it
    const bool leaves = !made_->inHistory;
    goBack();
    if (!leaves) return;  // the cursor has moved, and the lab with it
    made_.reset();
    at_ = {};
}

// ---- all outcomes -------------------------------------------------------------------------------------------------

/// The lines up to such a moment, with the moment as the explorer counts: behind a change, or behind an answer.
std::optional<ExploreLines> CutLab::linesTo(const std::optional<CutPlace>& place) const {
    if (!place) return std::nullopt;
    ExploreLines lines;
    bridge_.withLines([&](const auto&, const std::vector<std::string>& all) { lines.lines = all; });
    lines.seed = bridge_.state().seed;
    const bool inside = place->change > 0;
    const std::uint64_t line = inside ? place->lines : std::max<std::uint64_t>(1, place->lines) - 1;
    lines.only = {line, inside ? place->change : ~std::uint64_t{0}};
    lines.lines.resize(line + 1);
    return lines;
}

void CutLab::lookFirst() {
    here_ = {};
    here_.run = hereThread_.look({choice_.sharedPoint(), promised_, place_});
    Q_EMIT outcomesChanged();
}

void CutLab::tryAll() {
    if (!choice_.point()) return;
    const auto lines = made_ ? cutLines_ : linesTo(bridge_.cutPlace());
    if (!lines) return lookFirst();
    here_.asked = true;
    here_.whyNot.clear();
    here_.script.clear();
    here_.run = hereThread_.explore(*lines);
    Q_EMIT outcomesChanged();
}

void CutLab::foundHere(quint64 run, const ExploreNews& news) {
    if (run != here_.run) return;
    if (!news.moments.empty() && choice_.point()) {
        lab::MomentExplored found = news.moments.front();
        // As words they mean the same here, whatever the explorer's disk had been through.
        const std::vector<PendingItem> items = choice_.point()->items();
        if (items.size() == found.moment.items.size()) found.moment.items = items;
        for (lab::DiskKind& kind : found.moment.kinds)
            if (!kind.crashWords.empty())
                kind.example = lab::outcomeOf(*choice_.point(), kind.crashWords).value_or(choice_.point()->keepNone());
        here_.moment = std::make_shared<const lab::MomentExplored>(std::move(found));
        tiles_ = tilesOf(choice_, *here_.moment);
    }
    here_.shortening = news.shortening && !news.done;
    here_.whyNot = QString::fromStdString(news.stoppedBecause);
    here_.script = joined(news.scripts);
    if (news.done) here_.run = 0;
    Q_EMIT outcomesChanged();
}

void CutLab::tryEverywhere() {
    everywhereOf_ = bridge_.cursor().shown();
    everywhere_ = {};
    matrix_ = {};
    changes_ = {};
    bridge_.withLines([&](const auto&, const std::vector<std::string>& all) { everywhereLines_ = all; });
    everywhere_.asked = true;
    everywhere_.run = everywhereThread_.explore({everywhereLines_, bridge_.state().seed, {}});
    Q_EMIT matrixChanged();
    Q_EMIT progressChanged();
}

void CutLab::foundEverywhere(quint64 run, const ExploreNews& news) {
    if (run != everywhere_.run) return;
    for (const lab::MomentExplored& moment : news.moments) addRow(moment);
    matrix_.explored = news.report.explored;
    matrix_.allowed = news.report.allowed;
    matrix_.boundaries = news.report.boundaries;
    matrix_.exhaustive = news.report.exhaustive;
    matrix_.disks = news.report.distinctDisks;
    matrix_.broken = news.report.violationCount;
    everywhere_.progress = news.progress;
    everywhere_.shortening = news.shortening && !news.done;
    everywhere_.whyNot = QString::fromStdString(news.stoppedBecause);
    everywhere_.script = joined(news.scripts);
    if (news.done) everywhere_.run = 0;
    Q_EMIT matrixChanged();
    Q_EMIT progressChanged();
}

void CutLab::addRow(const lab::MomentExplored& found) {
    const Timeline& timeline = std::as_const(bridge_.cursor()).timelineOf(everywhereOf_);
    const std::uint64_t number = found.moment.line + 1;
    MatrixRow row;
    row.position =
        found.moment.answered ? positionBehind(timeline, number) : changes_.find(timeline, number, found.moment.call);
    name(row, found.moment);
    row.newLine = matrix_.rows.empty() || lastLine_ != found.moment.line;
    lastLine_ = found.moment.line;
    fillRow(row, found);
    matrix_.rows.push_back(std::move(row));
}

void CutLab::name(MatrixRow& row, const lab::ExploredMoment& moment) const {
    row.line = QString::fromStdString(everywhereLines_[moment.line]);
    QString line = row.line;
    if (line.size() > kMostCommand) line = line.left(kMostCommand - 1) + QChar(0x2026);
    row.moment = moment.answered ? tr("answered") : tr("change %L1").arg(moment.call);
    row.place = moment.answered ? tr("%1, answered").arg(line) : tr("%1, change %L2").arg(line).arg(moment.call);
}

void CutLab::cancelTrying() {
    hereThread_.cancel();
    everywhereThread_.cancel();
    here_.run = everywhere_.run = 0;
    here_.shortening = everywhere_.shortening = false;
    Q_EMIT outcomesChanged();
    Q_EMIT progressChanged();
}

void CutLab::runScript(const QString& script) {
    const auto entries = parseScript(script.toStdString(), "script");
    if (!entries || entries->empty()) return;
    bridge_.cursor().goLive();
    if (!entries->front().command.text.starts_with("use ")) bridge_.run(QStringLiteral("use log"));
    for (const ScriptEntry& entry : *entries) bridge_.run(QString::fromStdString(entry.command.text));
}

void CutLab::enter(std::size_t row, OutcomeResult result, bool andCut) {
    if (row >= matrix_.rows.size() || opening_) return;
    if (everywhereOf_ != bridge_.cursor().shown()) {
        for (const BranchInfo& branch : bridge_.branches())
            if (bridge_.timelineOf(branch.id) == &std::as_const(bridge_.cursor()).timelineOf(everywhereOf_)) {
                thenEnter_ = [this, row, result, andCut] { enter(row, result, andCut); };
                bridge_.switchTo(QString::fromStdString(branch.name));
            }
        return;
    }
    const MatrixRow& to = matrix_.rows[row];
    if (to.position == kNoFact) {
        Q_EMIT cutFailed(tr("This moment is not in the history any more."));
        return;
    }
    wanted_ = to.examples[static_cast<std::size_t>(result)];
    made_.reset();
    at_ = {};
    bridge_.cursor().seek(to.position);
    look();
    if (andCut) cut();
}

}  // namespace vitrine::ui

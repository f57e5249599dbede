#include "ui/bridge/cut_lab.h"

#include <algorithm>
#include <utility>

#include "core/disk/crash_words.h"
#include "core/lab/past_cut.h"
#include "core/lab/what_if.h"
#include "ui/bridge/cut_place.h"
#include "ui/models/cut_words.h"

namespace vitrine::ui {

namespace {

constexpr int kPauseMs = 40;
constexpr std::size_t kMostWaiting = 4;       // moments that wait for the thread: more would only be memory
constexpr std::size_t kMostMoments = 20'000;  // of a matrix
constexpr std::size_t kMostItems = 48;        // pending, of a moment whose outcomes are tried without being asked
constexpr int kMostCommand = 28;              // characters of a line that a row names

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
            everywhereHistory_.reset();
            moments_.clear();
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
    connect(&hereThread_, &ExploreThread::explored, this, &CutLab::explored);
    connect(&everywhereThread_, &ExploreThread::explored, this, &CutLab::explored);
}

// ---- the moment -----------------------------------------------------------------------------------------------------------

void CutLab::rememberUse(std::uint32_t history, const QString& line, const CommandResult& result) {
    if (!result.ok || result.command != "use") return;
    auto& uses = uses_[history];
    if (!uses.empty() && uses.back().number >= result.number) return;
    uses.push_back({result.number, line.toStdString()});
    if (history == bridge_.cursor().shown()) at_ = {};  // what was thought of the moment may be wrong
}

lab::CrashHistory& CutLab::historyOf(std::uint32_t history) {
    auto& found = histories_[history];
    if (!found) found = std::make_unique<lab::CrashHistory>(std::as_const(bridge_.cursor()).timelineOf(history), uses_[history]);
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
    if (const auto point = historyOf(cut.history).at(cut.position)) {
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
    wanted_ = *kept;
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
        memo_ = std::make_unique<lab::DiskMemo>(place_);
        judge_ = std::make_unique<lab::CutJudge>(*memo_, promised_);
        if (const auto wanted = std::exchange(wanted_, {})) choice_.setOutcome(*wanted);
    }
    hereThread_.cancel();
    runHere_ = 0;
    here_.reset();
    tiles_ = {};
    judge();
    Q_EMIT momentChanged();
    Q_EMIT outcomesChanged();
    if (point && answer_ && (*point)->items().size() <= kMostItems) tryAll();
}

void CutLab::judge() {
    answer_.reset();
    if (!choice_.point() || !judge_) return;
    const DiskImage image = choice_.point()->image(choice_.outcome());
    if (bytesOf(image) <= lab::kMostBytes) answer_ = judge_->judge(image);
}

QString CutLab::whyNotCut() const {
    if (!whyNot_.isEmpty()) return whyNot_;
    if (opening_) return tr("The database is being recovered.");
    return made_ ? bridge_.whyNot() : bridge_.whyNotCutHere();
}

// ---- choosing -------------------------------------------------------------------------------------------------------------

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

// ---- the cut --------------------------------------------------------------------------------------------------------------

/// Another cut in the place of one begins with going back there.
void CutLab::cut() {
    if (!whyNotCut().isEmpty() || !choice_.point()) return;
    const CrashWords words = wordsFor(*choice_.point(), choice_.outcome());
    const auto send = [this, keep = QString::fromStdString(words.keep), but = QString::fromStdString(words.but),
                       name = choice_.branchName()] { bridge_.cutPower(keep, but, name); };
    const bool again = made_.has_value();
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

// ---- all outcomes -----------------------------------------------------------------------------------------------------------

void CutLab::tryAll() {
    if (!choice_.point()) return;
    here_.reset();
    tiles_ = {};
    runHere_ = hereThread_.begin(place_);
    hereThread_.add({0, choice_.sharedPoint(), promised_, {}});
    Q_EMIT outcomesChanged();
}

/// Behind each change of the disk, and behind each line that changed it: then it has answered, and promised.
void CutLab::tryEverywhere() {
    const Cursor& cursor = bridge_.cursor();
    const Timeline& timeline = cursor.timeline();
    everywhereOf_ = cursor.shown();
    moments_.clear();
    matrix_ = {};
    fed_ = done_ = 0;
    disks_ = 0;
    std::size_t operation = timeline.firstOperation();
    bool changed = false;
    lab::CrashHistory& history = historyOf(everywhereOf_);
    const FactId began = history.diskBegan(cursor.position());  // other disks may have had another engine
    while (operation < timeline.operationCount() && timeline.operation(operation).end <= began) ++operation;
    for (FactId id = began; id < timeline.end() && moments_.size() < kMostMoments; ++id) {
        const Fact& fact = timeline.at(id).fact;
        if (isDiskChange(fact)) {
            moments_.push_back(id + 1);
            changed = true;
        }
        while (operation < timeline.operationCount() && timeline.operation(operation).end <= id + 1) {
            if (changed && moments_.back() != timeline.operation(operation).end) moments_.push_back(timeline.operation(operation).end);
            changed = false;
            ++operation;
        }
    }
    std::erase_if(moments_, [&](FactId moment) { return timeline.whole(moment) != moment; });
    runEverywhere_ = everywhereThread_.begin(history.placeAt(cursor.position()));
    everywhereHistory_ = std::make_unique<lab::CrashHistory>(timeline, uses_[everywhereOf_]);
    Q_EMIT matrixChanged();
    feed();
}

void CutLab::cancelTrying() {
    hereThread_.cancel();
    everywhereThread_.cancel();
    runHere_ = runEverywhere_ = 0;
    Q_EMIT outcomesChanged();
    Q_EMIT progressChanged();
}

/// Prepares the next moments while the thread is at the ones before: a few at a time, so that the window stays quick.
void CutLab::feed() {
    const Timeline& timeline = std::as_const(bridge_.cursor()).timelineOf(everywhereOf_);
    for (int budget = 8; runEverywhere_ && budget > 0 && fed_ < moments_.size() && everywhereThread_.waiting() < kMostWaiting; --budget) {
        const std::size_t number = fed_++;
        const auto point = everywhereHistory_->at(moments_[number]);
        const bool large = point && bytesOf((*point)->image((*point)->keepAll())) > lab::kMostBytes;
        if (!point || large) {  // this one cannot be looked at; the report counts those that were
            ++done_;
            continue;
        }
        everywhereThread_.add({number, *point, lab::promisedAt(timeline, *everywhereHistory_, moments_[number]), {}});
    }
    if (runEverywhere_ && done_ == moments_.size()) runEverywhere_ = 0;
    Q_EMIT progressChanged();
    if (runEverywhere_ && fed_ < moments_.size() && everywhereThread_.waiting() == 0) QTimer::singleShot(0, this, &CutLab::feed);
}

QString CutLab::placeOf(FactId position) const {
    const Timeline& timeline = std::as_const(bridge_.cursor()).timelineOf(everywhereOf_);
    const auto operation = timeline.operationAt(position);
    if (!operation) return tr("before the first line");
    QString line = QString::fromStdString(timeline.commandOf(*operation));
    if (line.size() > kMostCommand) line = line.left(kMostCommand - 1) + QChar(0x2026);
    if (timeline.operation(*operation).end <= position) return tr("%1, answered").arg(line);
    std::uint64_t change = 0;
    for (FactId id = timeline.operation(*operation).begin; id < position; ++id) change += isDiskChange(timeline.at(id).fact);
    return tr("%1, change %L2").arg(line).arg(change);
}

void CutLab::explored(quint64 run, std::size_t number, const std::shared_ptr<const lab::MomentExplored>& found, quint64 disks) {
    if (sender() == &hereThread_) {
        if (run != runHere_) return;
        runHere_ = 0;
        here_ = found;
        tiles_ = tilesOf(choice_, *found);
        Q_EMIT outcomesChanged();
        return;
    }
    if (run != runEverywhere_) return;
    MatrixRow row;
    row.position = moments_[number];
    row.place = placeOf(row.position);
    const Timeline& timeline = std::as_const(bridge_.cursor()).timelineOf(everywhereOf_);
    row.newLine = matrix_.rows.empty() || timeline.operationAt(matrix_.rows.back().position) != timeline.operationAt(row.position);
    fillRow(row, *found);
    matrix_.explored += row.explored;
    matrix_.allowed += row.allowed;
    matrix_.exhaustive += row.exhaustive;
    matrix_.rows.push_back(std::move(row));
    disks_ = disks;
    ++done_;
    Q_EMIT matrixChanged();
    feed();
}

QString CutLab::report() const {
    return tr("%1 explored of %2 allowed, %L3 of %L4 boundaries exhaustive, %L5 distinct disks")
        .arg(outcomesText(static_cast<double>(matrix_.explored)), outcomesText(matrix_.allowed))
        .arg(matrix_.exhaustive)
        .arg(matrix_.rows.size())
        .arg(disks_);
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
    wanted_ = to.examples[static_cast<std::size_t>(result)];
    made_.reset();
    at_ = {};
    bridge_.cursor().seek(to.position);
    look();
    if (andCut) cut();
}

}  // namespace vitrine::ui

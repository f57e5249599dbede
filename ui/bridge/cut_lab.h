// The power-cut lab of a window: what is pending where the cursor stands, what the person lets the disk keep of it,
// what recovery would give, and the cut itself. The cards of the lab share one.
//
//   before a cut   the lab follows the cursor: its moment is the one that is shown
//   behind a cut   the lab stays with the moment that was cut, while the cursor walks through the recovery; so another
//                  choice can be tried. That holds for a cut made here and for one that a line of the history made.
//                  lookHere() makes the moment that is shown its own again: recovery can be cut, too.
#pragma once

#include <QObject>
#include <QTimer>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "core/lab/cut_judge.h"
#include "ui/bridge/bridge.h"
#include "ui/bridge/explore_thread.h"
#include "ui/models/cut_choice.h"
#include "ui/models/outcome_tiles.h"

namespace vitrine::ui {

class CutLab : public QObject {
    Q_OBJECT
  public:
    /// The bridge's, made when it is first asked for.
    static CutLab& sharedBy(Bridge& bridge);

    /// Somebody looks at the lab: it follows the cursor only while that is so.
    void setMoment(const Moment& moment);
    /// The moment that is shown becomes the lab's, even amid the recovery behind a cut.
    void lookHere();

    // ---- the moment -----------------------------------------------------------------------------------------------
    /// Empty, or why nothing can be said of the moment: a sentence.
    QString whyNot() const { return whyNot_; }
    const CutChoice& choice() const { return choice_; }
    /// The power was cut here, and the cursor walks behind it.
    bool isCut() const { return made_.has_value(); }
    /// Behind a cut: what is chosen now is not what this recovery recovers.
    bool otherChoice() const { return made_ && !opening_ && choice_.outcome() != made_->kept; }
    /// What this recovery recovers, as its branch would be called: "torn 27 of 33".
    QString recovered() const { return made_ ? made_->keptName : QString(); }
    /// Why the power cannot be cut now; empty where it can.
    QString whyNotCut() const;

    // ---- choosing: each computes anew what recovery would give ----------------------------------------------------
    void setKeep(CutChoice::Keep keep);
    void setTear(std::size_t place);
    bool choose(const CutChoice::Row& row, int option, int sector);
    void setOutcome(const Outcome& outcome);
    /// What recovery gives with this choice; nothing where the database is too large to be recovered at once.
    const std::optional<lab::CutAnswer>& answer() const { return answer_; }

    // ---- the cut --------------------------------------------------------------------------------------------------
    /// Cuts the power as chosen, and opens the database again: after another cut, in that one's place.
    void cut();
    void undo();

    // ---- all outcomes ---------------------------------------------------------------------------------------------
    /// What was found of this moment's outcomes so far; null while nothing was.
    const lab::MomentExplored* outcomes() const { return here_.moment.get(); }
    const OutcomeTiles& tiles() const { return tiles_; }
    /// Explores the lines of the branch as the console's `explore` does: at this moment, or at all of them. What is
    /// shown of a moment without being asked is a first look, from facts, which cuts recoveries only where the
    /// engine is broken on purpose.
    void tryAll();
    void tryEverywhere();
    void cancelTrying();
    bool tryingHere() const { return here_.run != 0; }
    bool tryingEverywhere() const { return everywhere_.run != 0; }
    /// How far "try everywhere" is, in moments.
    std::size_t momentsDone() const { return everywhere_.progress.done; }
    std::size_t momentsInAll() const { return everywhere_.progress.total; }
    /// What it found so far, a row a moment.
    const OutcomeMatrix& matrix() const { return matrix_; }
    /// What else came of trying.
    struct Tried {
        quint64 run = 0;          // under way
        bool asked = false;       // by somebody
        bool shortening = false;  // scripts of broken promises are being made small
        Progress progress;
        QString whyNot;  // a sentence where not every line can be explored
        QString script;  // the smallest that shows a broken promise, of each way in which one is
        std::shared_ptr<const lab::MomentExplored> moment;  // of this moment alone
    };
    /// Sends a script's lines as if typed at the live end, in an empty place.
    void runScript(const QString& script);
    const Tried& triedHere() const { return here_; }
    const Tried& triedEverywhere() const { return everywhere_; }
    /// Goes to that moment, takes the example of that result over, and cuts the power if asked.
    void enter(std::size_t row, OutcomeResult result, bool andCut = false);

  Q_SIGNALS:
    void momentChanged();  // another moment, or another reason
    void choiceChanged();
    void outcomesChanged();
    void matrixChanged();
    void progressChanged();
    /// The recovery behind a cut stands, and the cursor is at its first step.
    void recoveryStands();
    /// The power was not cut: why.
    void cutFailed(const QString& why);

  private:
    explicit CutLab(Bridge& bridge);
    struct Stand {
        std::uint32_t history = 0;
        FactId position = kNoFact;
        bool operator==(const Stand&) const = default;
    };
    /// A power cut that was made from here.
    struct Made {
        Stand at;                   // the lab's moment
        std::uint32_t history = 0;  // where it was made
        FactId cut = kNoFact;       // its restart, once it was found there
        Outcome kept;               // what it left
        QString keptName;
        bool inHistory = false;  // it was found there, not made by the lab
    };
    lab::CrashHistory& historyOf(std::uint32_t history);
    void rememberUse(std::uint32_t history, const QString& line, const CommandResult& result);
    void look();
    bool takeUpCut();
    void show(const Stand& stand, const Scene& scene);
    void judge();
    void goBack();
    void cutOnceBack();
    void recovers(FactId cut);
    void cutCame(const QString& why);
    bool staysWithCut() const;
    std::optional<ExploreLines> linesTo(const std::optional<CutPlace>& place) const;
    void foundHere(quint64 run, const ExploreNews& news);
    void foundEverywhere(quint64 run, const ExploreNews& news);
    void addRow(const lab::MomentExplored& found);
    void lookFirst();
    void tell();
    void name(MatrixRow& row, const lab::ExploredMoment& moment) const;

    Bridge& bridge_;
    std::map<std::uint32_t, std::vector<lab::UseLine>> uses_;
    std::map<std::uint32_t, std::unique_ptr<lab::CrashHistory>> histories_;
    QTimer pause_;
    Stand at_;
    QString whyNot_;
    CutChoice choice_;
    Place place_;
    lab::PromisedStates promised_;
    std::unique_ptr<lab::CutJudge> judge_;
    std::optional<lab::CutAnswer> answer_;
    std::optional<Made> made_;
    std::optional<Stand> leaves_;           // a cut of history whose recovery is to be cut itself
    bool opening_ = false;                  // it is under way
    std::function<void()> thenCut_;         // once the cursor is back where the power was cut before
    std::optional<std::string> wanted_;     // words of an outcome, to be chosen once the moment is there
    std::optional<ExploreLines> cutLines_;  // up to the moment where the power was cut

    std::function<void()> thenEnter_;  // once the branch of the matrix is shown

    ExploreThread hereThread_, everywhereThread_;
    Tried here_, everywhere_;
    OutcomeTiles tiles_;
    std::uint32_t everywhereOf_ = 0;  // the history that was tried
    std::vector<std::string> everywhereLines_;
    std::size_t lastLine_ = 0;  // of the newest row
    ChangeFinder changes_;
    OutcomeMatrix matrix_;
};

}  // namespace vitrine::ui

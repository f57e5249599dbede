// The sentence: the largest text of the window. A path of reasons, the fact, and what follows from it.
#pragma once

#include "ui/models/sentence.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class SentenceView : public MomentView {
    Q_OBJECT
  public:
    explicit SentenceView(Look& look, QWidget* parent = nullptr);
    /// An error that is no operation of the timeline (a line that could not be read): shown until the cursor moves.
    /// `wrong` is the part of the line that it is about.
    void showError(const QString& line, const QString& message, const std::optional<TextRange>& wrong = {});
    /// A later command succeeded: an error that is shown is old news.
    void dropError();
    /// Something that has not happened yet is told instead of the moment: a question waits. `phases` are the ways that a
    /// prediction goes, the one that it is at is `phase`.
    void showAhead(const Sentence& sentence, const QStringList& phases, qsizetype phase);
    /// Moments again.
    void dropAhead();
    bool showsError() const { return errorShown_; }
    const Sentence& sentence() const { return sentence_; }
    /// How many lines what follows may take; one, if nothing is said.
    void setConsequenceLines(int lines);
    /// Room at the right that something else covers, in pixels.
    void setReservedRight(int pixels);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void momentChanged() override;
    void paintEvent(QPaintEvent* event) override;

  private:
    double paintPhases(QPainter& painter, double right, double baseline) const;
    double paintSteps(QPainter& painter, double baseline) const;  // returns where its left edge is
    void paintPath(QPainter& painter, double x, double right, double baseline) const;
    void underlineWrong(QPainter& painter, double x, double right, double baseline) const;
    void paintConsequence(QPainter& painter, double left, double right, double baseline) const;
    void paintWrapped(QPainter& painter, const QRectF& room) const;
    void describe();

    Sentence sentence_;
    FactId shownAt_ = kNoFact;
    bool errorShown_ = false;
    bool aheadShown_ = false;
    QStringList phases_;
    qsizetype phase_ = 0;
    int reservedRight_ = 0;
    int consequenceLines_ = 1;
};

}  // namespace vitrine::ui

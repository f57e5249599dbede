// "Recovery": a line a segment, the bytes that are being read with a verdict beside each record, and below them how it is
// known.
#pragma once

#include <QScrollBar>

#include "ui/models/bytes_page.h"
#include "ui/models/recovery_model.h"
#include "ui/views/moment_view.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class RecoveryView : public MomentView {
    Q_OBJECT
  public:
    explicit RecoveryView(Look& look, QWidget* parent = nullptr);
    const RecoveryModel& model() const { return model_; }
    /// The middle of a byte's cell, for tests; outside the widget when it is not in sight.
    QPoint positionOf(std::uint64_t offset) const;
    /// The texts in sight, for tests: lines of segments, verdicts, arithmetic.
    QStringList visibleTexts() const;
    QSize sizeHint() const override { return {look().px(760), look().px(600)}; }
    QSize minimumSizeHint() const override { return {look().px(360), look().px(220)}; }

  Q_SIGNALS:
    void shown();  // the model tells another moment

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    bool event(QEvent* event) override;

  private:
    // From top to bottom.
    double linePitch() const { return look().px(26); }
    std::size_t shownLines() const;
    std::size_t firstLine() const;
    double bytesTop() const;
    double bytesBottom() const;
    double evidenceHeight() const;
    void relayout();
    void keepCurrentInSight();
    void refreshPage();
    std::uint64_t fileEnd() const;
    double rowTop(std::uint64_t row) const;

    // recovery_paint.cpp
    void paintAdvice(QPainter& painter);
    void paintLines(QPainter& painter) const;
    void paintBytes(QPainter& painter);
    void paintPale(QPainter& painter) const;
    void paintMissing(QPainter& painter) const;
    void paintTear(QPainter& painter) const;
    void paintVerdicts(QPainter& painter) const;
    void paintVerdict(QPainter& painter, const RecordVerdict& verdict, double end) const;
    void paintEvidence(QPainter& painter) const;
    double paintTerm(QPainter& painter, const EvidenceLine::Term& term, double x, const QRectF& line,
                     double right) const;
    void paintMark(QPainter& painter, VerdictMark mark, const QRectF& box) const;
    QPainterPath pathOf(const FileRange& range) const;
    double verdictsLeft() const { return geometry_.hexRight() + 6 * look().scale(); }

    const RecordVerdict* verdictAt(QPointF at) const;
    Selection selectionAt(QPointF at) const;
    void walk(int step);

    RecoveryModel model_;
    GlyphGrid glyphs_;
    BytesGeometry geometry_;
    RowMap rows_;
    BytesPage page_;
    QScrollBar* scroll_;
    MomentKey shownAt_;
    Selection lastHover_;
    KeyboardFocus focus_;
};

}  // namespace vitrine::ui

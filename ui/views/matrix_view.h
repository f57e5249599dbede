// Every moment and every result: below each line of the history a row a moment, a column a result, in each cell how
// many outcomes give it. Arrows walk the cells, Enter and a click go to the moment with that outcome chosen.
#pragma once

#include "ui/models/outcome_tiles.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class MatrixView : public MomentView {
    Q_OBJECT
  public:
    MatrixView(Look& look, QWidget* parent = nullptr);
    /// Outlives the view, until the next.
    void setMatrix(const OutcomeMatrix& matrix);
    /// The middle of a cell.
    QPoint positionOf(std::size_t row, OutcomeResult result) const;
    QRect rowRect(std::size_t row) const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  Q_SIGNALS:
    void chosen(std::size_t row, vitrine::ui::OutcomeResult result);   // go there, and choose its example
    void entered(std::size_t row, vitrine::ui::OutcomeResult result);  // and cut
    void walked(const QRect& row);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void lookChanged() override;

  private:
    double headHeight() const;
    double rowHeight() const;
    QRectF cellRect(std::size_t row, std::size_t column) const;
    double labelWidth() const;
    void paintHeads(QPainter& painter) const;
    void paintRow(QPainter& painter, std::size_t row) const;
    void paintCell(QPainter& painter, std::size_t row, std::size_t column) const;

    const OutcomeMatrix* matrix_ = nullptr;
    std::vector<std::size_t> lines_;    // a row each: how many lines begin up to it, each with a heading
    std::size_t row_ = 0, column_ = 0;  // the keyboard's
};

}  // namespace vitrine::ui

// Everything that can be chosen alone of what is pending: sectors with their versions, lengths, names. A row has a title and
// its options; neighbouring sectors have a cell each below. Arrows walk rows and options, with Ctrl the cells; Space chooses.
// What the disk model does not allow is dashed, and says why instead.
#pragma once

#include <optional>

#include "ui/models/cut_choice.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class CutRowsView : public MomentView {
    Q_OBJECT
  public:
    CutRowsView(Look& look, QWidget* parent = nullptr);
    /// The choice is another, or of another moment; it outlives the view.
    void setChoice(const CutChoice& choice);
    /// The middle of an option's place, or of a sector's cell; null where there is none.
    QPoint positionOf(std::size_t row, int option) const;
    QPoint cellOf(std::size_t row, int sector) const;
    QSize sizeHint() const override { return {look().px(240), height_}; }
    QSize minimumSizeHint() const override { return {look().px(120), height_}; }

  Q_SIGNALS:
    /// `sector` is one of the row's, -1 all of them.
    void chosen(std::size_t row, int option, int sector);
    void refused(const QString& why);
    /// The row that the keyboard is at, to be scrolled to.
    void walked(const QRect& row);

  protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void lookChanged() override;

  private:
    /// A place on the view that can be clicked.
    struct Place {
        std::size_t row = 0;
        int option = -1;  // -1: a cell
        int sector = -1;
        QRectF rect;
    };
    struct Line {
        QRectF rect;       // of the row, heading apart
        QString heading;   // above it; empty if it is the same as that of the row before
        double headingTop = 0;
    };
    void arrange();
    void choose(const Place& place);
    const Place* placeAt(const QPointF& at) const;
    void paintOption(QPainter& painter, const Place& place) const;
    void paintCell(QPainter& painter, const Place& place) const;
    void announce();

    const CutChoice* choice_ = nullptr;
    std::vector<Line> lines_;
    std::vector<Place> places_;
    int height_ = 0;
    std::size_t row_ = 0;  // the keyboard's
    int option_ = 0, sector_ = -1;
};

}  // namespace vitrine::ui

// "Was every promise kept?": a row a key, with what it was before the cut, what was promised, and what came back.
#pragma once

#include <QScrollBar>

#include "ui/models/ledger_story.h"
#include "ui/views/moment_view.h"
#include "ui/views/record_paint.h"

namespace vitrine::ui {

class LedgerView : public MomentView {
    Q_OBJECT
  public:
    explicit LedgerView(Look& look, QWidget* parent = nullptr);
    void setStory(LedgerStory story);
    const LedgerStory& story() const { return story_; }
    /// What stands below the rows: about the row that is pointed at, else about all.
    QString remark() const;
    /// The middle of a row, for tests; outside the widget when scrolled away.
    QPoint pointOfRow(std::size_t row) const;
    QSize sizeHint() const override { return {look().px(400), look().px(330)}; }
    QSize minimumSizeHint() const override { return {look().px(220), look().px(96)}; }

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
    struct Columns {
        double key = 0, before = 0, promised = 0, after = 0;  // left edges
        double right = 0;
        bool hasBefore = true;  // narrow columns leave it out first
    };
    Columns columns() const;
    const LedgerStory::Row* pointedRow() const;
    std::optional<std::size_t> rowAt(QPointF at) const;
    void point(std::optional<std::size_t> row);
    void walk(int step);
    void fitScrollBar();
    void reveal(std::size_t row);
    double rowHeight() const { return look().px(26); }
    double headHeight() const;
    double remarkHeight() const;
    double rowsBottom() const { return height() - remarkHeight(); }
    void paintHead(QPainter& painter, const Columns& columns) const;
    void paintRow(QPainter& painter, const Columns& columns, const LedgerStory::Row& row, double y) const;
    void paintMark(QPainter& painter, LedgerStory::Mark mark, const QRectF& box, const QColor& color) const;
    QColor colorOf(LedgerStory::Tone tone) const;
    QFont verdictFont() const;

    LedgerStory story_;
    QScrollBar* scroll_;
    std::optional<std::size_t> hovered_;
    KeyboardFocus focus_;
};

}  // namespace vitrine::ui

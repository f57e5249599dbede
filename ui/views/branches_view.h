// The branches of history below the timeline: one thin row a branch, drawn from where it begins, on the timeline's own scale.
// A click goes there; a double click on a name, or F2, renames it. There is nothing to see while there is one branch only.
#pragma once

#include <QLineEdit>
#include <QWidget>
#include <functional>
#include <optional>
#include <vector>

#include "ui/theme/theme.h"

namespace vitrine::ui {

/// A branch as the timeline that is shown sees it.
struct BranchRow {
    QString name;
    QString began;    // its first line of its own
    QString whence;   // "from main, behind line 7", for its tip
    bool current = false;
    std::optional<double> from;  // the x on the timeline's axis where it parts from the one that is shown; nothing: not held
    double length = 0;           // of its own operations, at the timeline's scale
    bool operator==(const BranchRow&) const = default;
};

class BranchesView : public QWidget {
    Q_OBJECT
  public:
    static constexpr int kMostRows = 5;  // in sight; the wheel and the arrows go to the others

    /// `look` outlives the view.
    explicit BranchesView(Look& look, QWidget* parent = nullptr);
    void setRows(std::vector<BranchRow> rows);
    const std::vector<BranchRow>& rows() const { return rows_; }
    /// The axis of the timeline above: where it begins in this widget, and how wide it is.
    void setAxis(double left, double width);
    /// Where a branch's row is, for tests that click it; empty while it is out of sight.
    QRect positionOf(const QString& name) const;
    /// Lets the person type a new name.
    void beginRename(std::size_t row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

  Q_SIGNALS:
    void switchWanted(const QString& name);
    void renameWanted(const QString& name, const QString& newName);

  protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    double rowHeight() const;
    QRectF boxOf(std::size_t row) const;
    std::optional<std::size_t> rowAt(const QPointF& point) const;
    void reveal(std::size_t row);
    void paintRow(QPainter& painter, std::size_t row) const;
    void endRename(bool keep);

    Look& look_;
    std::vector<BranchRow> rows_;
    double left_ = 0, width_ = 0;
    std::size_t first_ = 0;   // the first row in sight
    std::size_t marked_ = 0;  // by the keyboard
    QLineEdit* field_;
    std::optional<std::size_t> renaming_;
};

}  // namespace vitrine::ui

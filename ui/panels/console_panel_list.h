// The console's list, painted: operations with their answers, the current one tinted, later ones pale.
#pragma once

#include <QScrollBar>

#include "ui/panels/console_panel_model.h"
#include "ui/views/moment_view.h"

namespace vitrine::ui {

class ConsoleList : public MomentView {
    Q_OBJECT
  public:
    /// `model` outlives the list.
    ConsoleList(Look& look, ConsoleModel& model, QWidget* parent = nullptr);
    /// Another branch's lines; `model` outlives the list, or the next model.
    void setModel(ConsoleModel& model);
    /// An answer came that is no moment of its own.
    void refresh();
    /// Where a row is painted now, for tests that click it; scrolls it into sight first.
    QPoint pointOfRow(std::size_t row);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void momentChanged() override;
    void lookChanged() override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

  private:
    QFont font() const;
    double lineHeight() const;
    double rowGap() const;
    double topOfRow(std::size_t row) const;  // within the whole list, pixels
    double topFrom(double y) const;  // where the first row begins that begins at y or below
    double contentHeight() const;
    std::optional<std::size_t> rowAt(int y) const;
    void layoutBar();
    void followCurrent();
    void scrollTo(std::size_t row);
    void goToRow(std::size_t row);
    void paintRow(QPainter& painter, std::size_t row, double top);
    void underlineWrong(QPainter& painter, const ConsoleRow& row, double left, double baseline) const;
    void paintLines(QPainter& painter, const ConsoleRow& row, double left, double top, bool happened);

    ConsoleModel* model_;
    QScrollBar* bar_;
    std::size_t happened_ = 0;              // rows that have happened at the cursor
    std::optional<std::size_t> current_;    // the row that the cursor is in
    std::size_t rowsSeen_ = 0;
};

}  // namespace vitrine::ui

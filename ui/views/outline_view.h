// The steps of a lesson, from top to bottom: those behind with a check, the one that it stands at in a box, those to come.
#pragma once

#include <QWidget>
#include <vector>

#include "ui/theme/theme.h"

namespace vitrine::ui {

struct OutlineRow {
    enum class State { done, here, ahead } state = State::ahead;
    QString title;
    QString note;  // below it, where the lesson stands
};

class OutlineView : public QWidget {
    Q_OBJECT
  public:
    explicit OutlineView(Look& look, QWidget* parent = nullptr);
    void setRows(std::vector<OutlineRow> rows);
    const std::vector<OutlineRow>& rows() const { return rows_; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    int rowHeight(const OutlineRow& row, int width) const;
    QRect titleRoom(const OutlineRow& row, int width) const;
    Look& look_;
    std::vector<OutlineRow> rows_;
};

}  // namespace vitrine::ui

// A row of colour squares with words, for a card's title row.
#pragma once

#include <QWidget>
#include <functional>
#include <vector>

#include "ui/theme/theme.h"

namespace vitrine::ui {

struct LegendEntry {
    QString text;
    std::function<QColor(const Theme&)> color;
    bool hatched = false;  // not durable
};

class Legend : public QWidget {
    Q_OBJECT
  public:
    Legend(Look& look, std::vector<LegendEntry> entries, QWidget* parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    Look& look_;
    std::vector<LegendEntry> entries_;
};

}  // namespace vitrine::ui
